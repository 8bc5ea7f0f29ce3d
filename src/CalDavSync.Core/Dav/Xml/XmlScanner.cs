using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Xml;

namespace CalDavSync.Dav.Xml;

/// <summary>
/// Walks over an XML document node by node, forward only: elements, their namespaces, text. No DTD, no entities but those of XML itself; comments
/// and processing instructions are passed over. It reads what servers answer as fast in the first second of a process as later, which is what a
/// command that runs once needs and a general reader, made for long-lived processes, does not give.
/// </summary>
internal sealed class XmlScanner
{
    private readonly XmlSource _source;
    private readonly XmlNames _names = new();
    private readonly XmlNamespaces _namespaces = new();
    private readonly XmlText _text = new();
    private readonly XmlAttributes _attributes;
    private readonly List<XmlOpenElement> _open = new();
    private int _textStart;
    private int _textLength;
    private int _consumed;
    private bool _isDecoded;
    private bool _sawRoot;
    private int _namespacesBefore = -1;

    public XmlScanner(TextReader reader)
    {
        _source = new XmlSource(reader);
        _attributes = new XmlAttributes(_names, _namespaces, _text);
    }

    public XmlNodeKind Kind { get; private set; }

    /// <summary>Elements around the current node; the root has 0, like its end.</summary>
    public int Depth { get; private set; }

    /// <summary>Of the current element.</summary>
    public string LocalName { get; private set; } = string.Empty;

    /// <summary>Of the current element.</summary>
    public string NamespaceUri { get; private set; } = string.Empty;

    /// <summary>The current element has no content and no end tag: no EndElement follows.</summary>
    public bool IsEmptyElement { get; private set; }

    /// <summary>Local names and values of the attributes of the current element, declarations of namespaces not among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes.Values;

    /// <summary>The current text, line ends as the server wrote them.</summary>
    public string Value => _isDecoded ? _text.ToString() : new string(_source.Buffer, _source.Position + _textStart, _textLength);

    /// <summary>Moves to the next node; false at the end of the document.</summary>
    /// <exception cref="XmlException">The document is not well-formed, has a DTD, or ends too early.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public bool Read()
    {
        Leave();
        while (_source.Position < _source.End || _source.More())
        {
            char[] buffer = _source.Buffer;
            if (buffer[_source.Position] != '<')
            {
                if (ReadText()) return true;
                continue;
            }

            if (!_source.Has(2)) break;
            switch (_source.Buffer[_source.Position + 1])
            {
                case '/':
                    ReadEndTag();
                    return true;
                case '!':
                    if (ReadDeclaration()) return true;
                    break;
                case '?':
                    PassInstruction();
                    break;
                default:
                    ReadTag();
                    return true;
            }
        }

        if (_open.Count > 0) throw _source.Error($"the end of the document inside <{_open[_open.Count - 1].Name.Text}>");
        if (!_sawRoot || _source.Position < _source.End) throw _source.Error("the end of the document");
        Kind = XmlNodeKind.None;
        return false;
    }

    // The text of a node stays where it is until the next node is asked for.
    [MethodImpl(Compiled.AtOnce)]
    private void Leave()
    {
        if (Kind is XmlNodeKind.Text or XmlNodeKind.Whitespace) _source.Position += _consumed;
        if (_namespacesBefore >= 0) _namespaces.Return(_namespacesBefore);
        _namespacesBefore = -1;
        _isDecoded = false;
    }

    [MethodImpl(Compiled.AtOnce)]
    private bool ReadText()
    {
        int length = _source.DistanceTo('<');
        if (length < 0) length = _source.End - _source.Position;
        bool isBlank = IsBlank(_source.Buffer, _source.Position, length);
        if (_open.Count == 0)
        {
            if (!isBlank) throw _source.Error("text outside of the root element");
            _source.Position += length;
            return false;
        }

        if (!isBlank && Array.IndexOf(_source.Buffer, '&', _source.Position, length) >= 0)
        {
            int wrong = _text.Decode(_source.Buffer, _source.Position, length);
            if (wrong >= 0) throw Undeclared(wrong);
            _isDecoded = true;
        }

        Stand(isBlank ? XmlNodeKind.Whitespace : XmlNodeKind.Text, 0, length, length);
        return true;
    }

    private XmlException Undeclared(int at)
    {
        _source.Position = at;
        int semicolon = Array.IndexOf(_source.Buffer, ';', at, Math.Min(_source.End - at, 40));
        string name = new(_source.Buffer, at, semicolon < 0 ? 1 : semicolon + 1 - at);
        return _source.Error($"the unknown entity '{name}'");
    }

    private void Stand(XmlNodeKind kind, int start, int length, int consumed)
    {
        Kind = kind;
        Depth = _open.Count;
        _textStart = start;
        _textLength = length;
        _consumed = consumed;
    }

    [MethodImpl(Compiled.AtOnce)]
    private void ReadTag()
    {
        if (_open.Count == 0 && _sawRoot) throw _source.Error("a second root element");
        int length = _source.TagLength();
        char[] buffer = _source.Buffer;
        int start = _source.Position + 1;
        int end = _source.Position + length;
        int at = start;
        while (at < end && !IsEndOfName(buffer[at])) at++;
        XmlQualifiedName name = _names.Get(buffer, start, at - start) ?? throw _source.Error($"'<' before what is no name");
        IsEmptyElement = buffer[end - 1] == '/' && end - 1 >= at;
        int before = _namespaces.Count;
        if (_attributes.Read(buffer, at, IsEmptyElement ? end - 1 : end) is { } wrong) throw _source.Error($"<{name.Text}> with {wrong}");
        NamespaceUri = _namespaces.Find(name.Prefix) ?? throw _source.Error($"<{name.Text}>, whose prefix nobody declared,");
        LocalName = name.Local;
        Kind = XmlNodeKind.Element;
        Depth = _open.Count;
        _sawRoot = true;
        _source.Position = end + 1;
        if (IsEmptyElement) _namespacesBefore = before;
        else _open.Add(new XmlOpenElement(name, before));
    }

    [MethodImpl(Compiled.AtOnce)]
    private void ReadEndTag()
    {
        int length = _source.DistanceTo('>');
        if (length < 0) throw _source.Error("the end of the document inside a tag");
        if (_open.Count == 0) throw _source.Error("an end tag without its element");
        XmlOpenElement open = _open[_open.Count - 1];
        char[] buffer = _source.Buffer;
        int start = _source.Position + 2;
        int end = _source.Position + length;
        while (end > start && IsBlank(buffer[end - 1])) end--;
        if (!XmlNames.IsAt(buffer, start, end - start, open.Name.Text)) throw _source.Error($"another end tag than </{open.Name.Text}>");
        _open.RemoveAt(_open.Count - 1);
        _namespacesBefore = open.NamespacesBefore;
        Kind = XmlNodeKind.EndElement;
        Depth = _open.Count;
        _source.Position += length + 1;
    }

    // A CDATA section is text, a comment nothing, anything else the beginning of a DTD.
    private bool ReadDeclaration()
    {
        const string Section = "<![CDATA[";
        if (_source.At(0, "<!--"))
        {
            Pass(_source.DistanceTo("-->", 4, "a comment") + 3);
            return false;
        }

        if (!_source.At(0, Section)) throw _source.Error("a document type declaration, which no answer needs,");
        if (_open.Count == 0) throw _source.Error("text outside of the root element");
        int end = _source.DistanceTo("]]>", Section.Length, "a CDATA section");
        Stand(XmlNodeKind.Text, Section.Length, end - Section.Length, end + 3);
        return true;
    }

    private void PassInstruction()
    {
        bool isXml = _source.At(2, "xml") && _source.Has(6) && !XmlConvert.IsNCNameChar(_source.Buffer[_source.Position + 5]);
        if (isXml && !_source.IsAtBeginning) throw _source.Error("an XML declaration that is not at the beginning");
        Pass(_source.DistanceTo("?>", 2, "a processing instruction") + 2);
    }

    // The distance is found first, because finding it may move the window.
    private void Pass(int distance) => _source.Position += distance;

    private static bool IsEndOfName(char c) => c is '/' or '=' || IsBlank(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(char c) => c is ' ' or '\n' or '\t' or '\r';

    [MethodImpl(Compiled.AtOnce)]
    private static bool IsBlank(char[] buffer, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            if (!IsBlank(buffer[i])) return false;
        }

        return true;
    }
}
