using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav.Xml;

/// <summary>Reads the attributes of a tag; declarations of namespaces come into force.</summary>
internal sealed class XmlAttributes
{
    private const int Most = 256;

    private readonly XmlNames _names;
    private readonly XmlNamespaces _namespaces;
    private readonly XmlText _text;
    private readonly List<KeyValuePair<string, string>> _values = new();
    private readonly List<XmlQualifiedName> _seen = new();

    public XmlAttributes(XmlNames names, XmlNamespaces namespaces, XmlText text)
    {
        _names = names;
        _namespaces = namespaces;
        _text = text;
    }

    /// <summary>Local names and values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    /// <summary>Reads what stands between the name of an element and the end of its tag.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    [MethodImpl(Compiled.AtOnce)]
    public string? Read(char[] buffer, int at, int end)
    {
        if (_values.Count > 0) _values.Clear();
        if (at == end) return null;
        _seen.Clear();
        while (true)
        {
            int start = PassBlanks(buffer, at, end);
            if (start == end) return CheckPrefixes();
            if (start == at) return "an attribute that no white space parts from what is before it";
            int stop = start;
            while (stop < end && buffer[stop] is not ('=' or ' ' or '\n' or '\t' or '\r' or '/' or '"' or '\'')) stop++;
            XmlQualifiedName? name = _names.Get(buffer, start, stop - start);
            at = PassBlanks(buffer, stop, end);
            if (name is null || at == end || buffer[at] != '=') return "an attribute that is none";
            at = PassBlanks(buffer, at + 1, end);
            if (at == end || buffer[at] is not ('"' or '\'')) return $"{name.Text} without a quoted value";
            int close = Array.IndexOf(buffer, buffer[at], at + 1, end - at - 1);
            if (close < 0) return $"{name.Text} without the end of its value";
            if (_text.Decode(buffer, at + 1, close - at - 1) >= 0) return $"an unknown entity in {name.Text}";
            if (Take(name, _text.ToString()) is { } wrong) return wrong;
            at = close + 1;
        }
    }

    private string? Take(XmlQualifiedName name, string value)
    {
        foreach (XmlQualifiedName other in _seen)
        {
            if (other.Text == name.Text) return $"{name.Text} twice";
        }

        if (_seen.Count == Most) return $"more than {Most} attributes";
        _seen.Add(name);
        bool isDefault = name.Text == "xmlns";
        if (!isDefault && name.Prefix != "xmlns") _values.Add(new(name.Local, value));
        else if (!isDefault && value.Length == 0) return $"{name.Text} without a namespace";
        else if (!_namespaces.Declare(isDefault ? string.Empty : name.Local, value)) return $"{name.Text} after too many namespaces";
        return null;
    }

    private string? CheckPrefixes()
    {
        foreach (XmlQualifiedName name in _seen)
        {
            if (name.Prefix is not ("" or "xmlns") && _namespaces.Find(name.Prefix) is null) return $"{name.Text}, whose prefix nobody declared,";
        }

        return null;
    }

    private static int PassBlanks(char[] buffer, int at, int end)
    {
        while (at < end && buffer[at] is ' ' or '\n' or '\t' or '\r') at++;
        return at;
    }
}
