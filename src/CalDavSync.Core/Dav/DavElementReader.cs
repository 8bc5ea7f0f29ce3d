using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using CalDavSync.Dav.Xml;

namespace CalDavSync.Dav;

/// <summary>Walks XML element by element; text in any mix of text, CDATA and white space nodes (Q123).</summary>
internal sealed class DavElementReader
{
    private const int MaximumDepth = 512;

    // Elements and pieces of text; what reads them may look at each again for each.
    private const int MaximumPropertyNodes = 10_000;

    private readonly XmlScanner _xml;

    public DavElementReader(XmlScanner xml) => _xml = xml;

    public string LocalName => _xml.LocalName;

    public int Depth => _xml.Depth;

    public bool MoveToRoot()
    {
        while (_xml.Read())
        {
            if (_xml.Kind == XmlNodeKind.Element) return true;
        }

        return false;
    }

    [MethodImpl(Compiled.AtOnce)]
    public bool IsDav(string localName) => _xml.LocalName == localName && DavNamespace.IsDav(_xml.NamespaceUri);

    /// <summary>Moves to the next child element of the element at the given depth; false at its end.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool NextChild(int parentDepth)
    {
        if (_xml.Depth == parentDepth && _xml.Kind == XmlNodeKind.Element && _xml.IsEmptyElement) return false;
        while (_xml.Read())
        {
            Guard();
            if (_xml.Depth == parentDepth && _xml.Kind == XmlNodeKind.EndElement) return false;
            if (_xml.Kind == XmlNodeKind.Element && _xml.Depth == parentDepth + 1) return true;
        }

        return false;
    }

    /// <summary>Passes over the current element and all below it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void Skip()
    {
        if (_xml.IsEmptyElement) return;
        int depth = _xml.Depth;
        while (_xml.Read())
        {
            Guard();
            if (_xml.Depth == depth && _xml.Kind == XmlNodeKind.EndElement) return;
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

    [MethodImpl(Compiled.AtOnce)]
    public DavProperty ReadProperty()
    {
        var name = new DavName(DavNamespace.IsDav(_xml.NamespaceUri) ? DavNamespace.Dav : _xml.NamespaceUri, _xml.LocalName);
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
    [MethodImpl(Compiled.AtOnce)]
    private string ReadContent(DavName? treeName, out DavElement? tree)
    {
        tree = null;
        if (_xml.IsEmptyElement) return string.Empty;
        int depth = _xml.Depth;
        string? single = null;
        StringBuilder? several = null;
        while (_xml.Read())
        {
            switch (_xml.Kind)
            {
                case XmlNodeKind.EndElement when _xml.Depth == depth:
                    return several?.ToString() ?? single ?? string.Empty;
                case XmlNodeKind.Text or XmlNodeKind.Whitespace:
                    if (single is null) single = _xml.Value;
                    else (several ??= new StringBuilder(single)).Append(_xml.Value);
                    break;
                case XmlNodeKind.Element when treeName is null:
                    Skip();
                    break;
                case XmlNodeKind.Element:
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
            switch (_xml.Kind)
            {
                case XmlNodeKind.Element:
                    Count(ref count);
                    DavElement element = Current();
                    open.Peek().Children.Add(element);
                    if (!_xml.IsEmptyElement) open.Push(element);
                    break;
                case XmlNodeKind.Text:
                    Count(ref count);
                    open.Peek().Text += _xml.Value;
                    break;
                case XmlNodeKind.EndElement:
                    open.Pop();
                    break;
                default:
                    break;
            }

            if (open.Count == 1 && _xml.Kind is XmlNodeKind.EndElement or XmlNodeKind.Element) return;
        }
    }

    private static void Count(ref int nodes)
    {
        if (++nodes > MaximumPropertyNodes) throw new FormatException($"a property of more than {MaximumPropertyNodes} elements and texts");
    }

    private DavElement Current()
    {
        var element = new DavElement(new DavName(DavNamespace.IsDav(_xml.NamespaceUri) ? DavNamespace.Dav : _xml.NamespaceUri, _xml.LocalName));
        element.Attributes.AddRange(_xml.Attributes);
        return element;
    }

    private void Guard()
    {
        if (_xml.Depth > MaximumDepth) throw new FormatException($"XML nested deeper than {MaximumDepth} levels");
    }
}
