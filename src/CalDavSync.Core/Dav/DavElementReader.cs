using System;
using System.Collections.Generic;
using System.Text;
using System.Xml;

namespace CalDavSync.Dav;

/// <summary>Walks XML element by element; text in any mix of text, CDATA and white space nodes (Q123).</summary>
internal sealed class DavElementReader
{
    private const int MaximumDepth = 512;

    // Elements and pieces of text; what reads them may look at each again for each.
    private const int MaximumPropertyNodes = 10_000;

    private readonly XmlTextReader _xml;

    public DavElementReader(XmlTextReader xml) => _xml = xml;

    public string LocalName => _xml.LocalName;

    public int Depth => _xml.Depth;

    public bool MoveToRoot()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element) return true;
        }

        return false;
    }

    public bool IsDav(string localName) => _xml.LocalName == localName && DavNamespace.IsDav(_xml.NamespaceURI);

    /// <summary>Moves to the next child element of the element at the given depth; false at its end.</summary>
    public bool NextChild(int parentDepth)
    {
        if (_xml.Depth == parentDepth && _xml.NodeType == XmlNodeType.Element && _xml.IsEmptyElement) return false;
        while (_xml.Read())
        {
            Guard();
            if (_xml.Depth == parentDepth && _xml.NodeType == XmlNodeType.EndElement) return false;
            if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == parentDepth + 1) return true;
        }

        return false;
    }

    /// <summary>Passes over the current element and all below it.</summary>
    public void Skip()
    {
        if (_xml.IsEmptyElement) return;
        int depth = _xml.Depth;
        while (_xml.Read())
        {
            Guard();
            if (_xml.Depth == depth && _xml.NodeType == XmlNodeType.EndElement) return;
        }
    }

    /// <summary>The text of the current element; elements inside it are passed over.</summary>
    public string ReadText() => ReadContent(null, out _);

    /// <summary>The local names of the child elements of the current element.</summary>
    public IReadOnlyList<string> ReadChildNames()
    {
        var names = new List<string>();
        int depth = _xml.Depth;
        while (NextChild(depth))
        {
            names.Add(_xml.LocalName);
            Skip();
        }

        return names;
    }

    public DavProperty ReadProperty()
    {
        var name = new DavName(DavNamespace.IsDav(_xml.NamespaceURI) ? DavNamespace.Dav : _xml.NamespaceURI, _xml.LocalName);
        string text = ReadContent(name, out DavElement? element);
        if (element is not null) element.Text = text;
        return new DavProperty(name, text, element, 200);
    }

    /// <summary>Reads the rest of the document, so that broken XML after the last row is noticed too.</summary>
    public void ReadToEnd()
    {
        while (_xml.Read())
        {
        }
    }

    // Child elements become a tree only where a name for it is given.
    private string ReadContent(DavName? treeName, out DavElement? tree)
    {
        tree = null;
        if (_xml.IsEmptyElement) return string.Empty;
        int depth = _xml.Depth;
        string? single = null;
        StringBuilder? several = null;
        while (_xml.Read())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.EndElement when _xml.Depth == depth:
                    return several?.ToString() ?? single ?? string.Empty;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    if (single is null) single = _xml.Value;
                    else (several ??= new StringBuilder(single)).Append(_xml.Value);
                    break;
                case XmlNodeType.Element when treeName is null:
                    Skip();
                    break;
                case XmlNodeType.Element:
                    ReadTree(tree ??= new DavElement(treeName.Value));
                    break;
                default:
                    break;
            }
        }

        return string.Empty;
    }

    // Without recursion: the depth of hostile XML must not become the depth of the stack.
    private void ReadTree(DavElement parent)
    {
        var open = new Stack<DavElement>();
        open.Push(parent);
        int count = 0;
        bool atElement = true;
        while (atElement || _xml.Read())
        {
            atElement = false;
            Guard();
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    Count(ref count);
                    DavElement element = Current();
                    open.Peek().Children.Add(element);
                    if (!_xml.IsEmptyElement) open.Push(element);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Count(ref count);
                    open.Peek().Text += _xml.Value;
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                default:
                    break;
            }

            if (open.Count == 1 && _xml.NodeType is XmlNodeType.EndElement or XmlNodeType.Element) return;
        }
    }

    private static void Count(ref int nodes)
    {
        if (++nodes > MaximumPropertyNodes) throw new FormatException($"a property of more than {MaximumPropertyNodes} elements and texts");
    }

    private DavElement Current()
    {
        var element = new DavElement(new DavName(DavNamespace.IsDav(_xml.NamespaceURI) ? DavNamespace.Dav : _xml.NamespaceURI, _xml.LocalName));
        while (_xml.MoveToNextAttribute()) element.Attributes.Add(new KeyValuePair<string, string>(_xml.LocalName, _xml.Value));
        _xml.MoveToElement();
        return element;
    }

    private void Guard()
    {
        if (_xml.Depth > MaximumDepth) throw new FormatException($"XML nested deeper than {MaximumDepth} levels");
    }
}
