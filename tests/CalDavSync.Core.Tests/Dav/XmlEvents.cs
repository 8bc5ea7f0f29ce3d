using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using CalDavSync.Dav.Xml;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>A document as a list of events in text, read by the scanner or by the reader of .NET; pieces of text that touch are one.</summary>
internal static class XmlEvents
{
    public static string OfScanner(string document, int pieceSize = int.MaxValue)
    {
        var events = new StringBuilder();
        var text = new StringBuilder();
        var scanner = new XmlScanner(new PieceReader(document, pieceSize));
        while (scanner.Read())
        {
            switch (scanner.Kind)
            {
                case XmlNodeKind.Element:
                    Flush(events, text);
                    events.Append('<').Append(scanner.Depth).Append(' ').Append(scanner.NamespaceUri).Append(' ').Append(scanner.LocalName);
                    foreach (var attribute in scanner.Attributes) events.Append(' ').Append(attribute.Key).Append('=').Append(attribute.Value);
                    events.Append(scanner.IsEmptyElement ? "/>\n" : ">\n");
                    break;
                case XmlNodeKind.EndElement:
                    Flush(events, text);
                    events.Append("</").Append(scanner.Depth).Append(">\n");
                    break;
                default:
                    text.Append(scanner.Value);
                    break;
            }
        }

        return events.ToString();
    }

    public static string OfFramework(string document)
    {
        var events = new StringBuilder();
        var text = new StringBuilder();
        using var reader = new XmlTextReader(new StringReader(document))
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            EntityHandling = EntityHandling.ExpandEntities,
            Normalization = false,
            WhitespaceHandling = WhitespaceHandling.All,
        };
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Flush(events, text);
                    events.Append('<').Append(reader.Depth).Append(' ').Append(reader.NamespaceURI).Append(' ').Append(reader.LocalName);
                    bool isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.Name != "xmlns" && reader.Prefix != "xmlns") events.Append(' ').Append(reader.LocalName).Append('=').Append(reader.Value);
                    }

                    events.Append(isEmpty ? "/>\n" : ">\n");
                    break;
                case XmlNodeType.EndElement:
                    Flush(events, text);
                    events.Append("</").Append(reader.Depth).Append(">\n");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when reader.Depth > 0:
                    text.Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        return events.ToString();
    }

    private static void Flush(StringBuilder events, StringBuilder text)
    {
        if (text.Length > 0) events.Append('"').Append(text).Append("\"\n");
        text.Clear();
    }

    /// <summary>Gives a few characters at a time, as a network does.</summary>
    private sealed class PieceReader(string text, int size) : TextReader
    {
        private int _position;

        public override int Read(char[] buffer, int index, int count)
        {
            int taken = new[] { count, size, text.Length - _position }.Min();
            text.CopyTo(_position, buffer, index, taken);
            _position += taken;
            return taken;
        }
    }
}
