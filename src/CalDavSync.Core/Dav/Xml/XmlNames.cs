using System.Runtime.CompilerServices;
using System.Xml;

namespace CalDavSync.Dav.Xml;

/// <summary>
/// The names of a document, each checked and made a string once. A document of ever new names fills it and gets no further.
/// </summary>
internal sealed class XmlNames
{
    private const int Slots = 1024;
    private const int MostKept = Slots / 2;

    // Handed out as these very strings, so that most comparisons with them end at the reference.
    private static readonly string[] Common =
    {
        "multistatus", "response", "href", "propstat", "prop", "status", "error", "sync-token", "getetag", "calendar-data",
    };

    private readonly XmlQualifiedName?[] _names = new XmlQualifiedName?[Slots];
    private int _kept;

    /// <summary>The name in a piece of text.</summary>
    /// <returns>Null when it is no qualified name.</returns>
    [MethodImpl(Compiled.AtOnce)]
    public XmlQualifiedName? Get(char[] buffer, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++) hash = (hash ^ buffer[i]) * 16777619;
        int slot = (int)((hash ^ (hash >> 15)) % Slots);
        while (_names[slot] is { } known)
        {
            if (IsAt(buffer, start, length, known.Text)) return known;
            slot = (slot + 1) % Slots;
        }

        XmlQualifiedName? name = Create(new string(buffer, start, length));
        if (name is null || _kept == MostKept) return name;
        _kept++;
        _names[slot] = name;
        return name;
    }

    /// <summary>The piece of text is exactly this.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool IsAt(char[] buffer, int start, int length, string text)
    {
        if (text.Length != length) return false;
        for (int i = 0; i < length; i++)
        {
            if (buffer[start + i] != text[i]) return false;
        }

        return true;
    }

    private static XmlQualifiedName? Create(string text)
    {
        int colon = text.IndexOf(':');
        string prefix = colon < 0 ? string.Empty : text.Substring(0, colon);
        string local = text.Substring(colon + 1);
        if (!IsName(local) || (colon >= 0 && !IsName(prefix))) return null;
        foreach (string common in Common)
        {
            if (local == common) local = common;
        }

        return new XmlQualifiedName(text, prefix, local);
    }

    private static bool IsName(string text)
    {
        if (text.Length == 0 || !XmlConvert.IsStartNCNameChar(text[0])) return false;
        foreach (char c in text)
        {
            if (!XmlConvert.IsNCNameChar(c)) return false;
        }

        return true;
    }
}
