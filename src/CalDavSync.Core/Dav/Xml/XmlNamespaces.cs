using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav.Xml;

/// <summary>The prefixes in force, innermost last (Namespaces in XML 1.0).</summary>
internal sealed class XmlNamespaces
{
    // Each name is looked for among all of them.
    private const int Most = 1024;

    private static readonly string[] Common = { DavNamespace.Dav, DavNamespace.CalDav, DavNamespace.CalendarServer, DavNamespace.AppleICal };

    private readonly List<KeyValuePair<string, string>> _declared = new()
    {
        new(string.Empty, string.Empty),
        new("xml", "http://www.w3.org/XML/1998/namespace"),
    };

    /// <summary>Declarations in force; <see cref="Return"/> goes back to an earlier number.</summary>
    public int Count => _declared.Count;

    /// <returns>False when more are in force than any answer needs.</returns>
    public bool Declare(string prefix, string uri)
    {
        if (_declared.Count == Most) return false;
        foreach (string common in Common)
        {
            if (uri == common) uri = common;
        }

        _declared.Add(new(prefix, uri));
        return true;
    }

    public void Return(int count) => _declared.RemoveRange(count, _declared.Count - count);

    /// <summary>The namespace of a prefix, or null when nobody declared it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public string? Find(string prefix)
    {
        for (int i = _declared.Count - 1; i >= 0; i--)
        {
            if (_declared[i].Key == prefix) return _declared[i].Value;
        }

        return null;
    }
}
