using System.Collections.Generic;
using System.IO;
using System.Xml;
using System.Xml.Linq;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Xml;

/// <summary>Reads request bodies: no DTD, no entities, bounded depth and size. Anything else is answered 400.</summary>
internal static class XmlRequest
{
    private const int MaximumDepth = 64;
    private const int MaximumNodes = 2_000_000;

    /// <summary>The root element, or null for an empty body.</summary>
    /// <exception cref="HttpFailureException">The body is no acceptable XML.</exception>
    public static XElement? Parse(byte[] body)
    {
        if (body.Length == 0) return null;
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = body.Length + 16L,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(body, writable: false), settings);
            return Build(reader);
        }
        catch (XmlException exception)
        {
            throw new HttpFailureException(400, "The request body is not well-formed XML: " + exception.Message);
        }
    }

    private static XElement Build(XmlReader reader)
    {
        XElement? root = null;
        Stack<XElement> open = new();
        for (int nodes = 0; reader.Read(); nodes++)
        {
            if (nodes > MaximumNodes || open.Count > MaximumDepth) throw new HttpFailureException(400, "The XML of the request is too large or too deep.");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    XElement element = Element(reader);
                    if (open.Count > 0) open.Peek().Add(element);
                    else root = element;
                    if (!reader.IsEmptyElement) open.Push(element);
                    break;
                case XmlNodeType.Text:
                case XmlNodeType.CDATA:
                case XmlNodeType.SignificantWhitespace:
                    open.Peek().Add(new XText(reader.Value));
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
            }
        }

        return root!;
    }

    private static XElement Element(XmlReader reader)
    {
        XElement element = new(XName.Get(reader.LocalName, reader.NamespaceURI));
        if (reader.MoveToFirstAttribute())
        {
            do
            {
                if (reader.NamespaceURI == XNamespace.Xmlns.NamespaceName || reader.Name == "xmlns") continue;
                element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
            }
            while (reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        return element;
    }
}
