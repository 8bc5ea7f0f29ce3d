using System;
using System.IO;

namespace CalDavSync.State;

/// <summary>The first three lines of a journal: format, collection, user.</summary>
internal sealed record JournalHeader(string Collection, string? UserName)
{
    public const int LineCount = 3;
    private const string Format = "CalDavSync journal ";
    private const string Version = "1";
    private const string CollectionLine = "collection\t";
    private const string UserLine = "user\t";

    /// <summary>The header for a collection; user information in the address is never written.</summary>
    public static JournalHeader For(StateKey key)
    {
        if (!key.Collection.IsAbsoluteUri) throw new ArgumentException("The collection's address must be absolute.", nameof(key));
        return new(key.Collection.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped), key.UserName);
    }

    public byte[] ToBytes()
    {
        FieldBuffer buffer = new();
        buffer.Ascii(Format + Version + "\n" + CollectionLine);
        buffer.Field(Collection);
        buffer.Ascii("\n" + UserLine);
        buffer.Field(UserName);
        buffer.Byte((byte)'\n');
        byte[] bytes = new byte[buffer.Length];
        Buffer.BlockCopy(buffer.Bytes, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Reads the header; null when the file ends inside it.</summary>
    /// <exception cref="InvalidDataException">It is no journal, or one of another version.</exception>
    public static JournalHeader? Read(LineReader lines)
    {
        if (!lines.Read()) return null;
        if (!FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, Format)) throw new InvalidDataException("this is not a journal");
        string? version = FieldText.Decode(lines.Buffer, lines.Start + Format.Length, lines.Length - Format.Length);
        if (version != Version) throw new InvalidDataException($"format version '{version}' is not known to this version of the module; if a later version wrote it, use that one, or another folder with -StatePath");
        if (!ReadField(lines, CollectionLine, out string? collection) || !ReadField(lines, UserLine, out string? user)) return null;
        return new JournalHeader(collection ?? string.Empty, user);
    }

    private static bool ReadField(LineReader lines, string name, out string? value)
    {
        value = null;
        if (!lines.Read()) return false;
        if (!FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, name)) throw new InvalidDataException($"'{name.Trim()}' is missing");
        value = FieldText.Decode(lines.Buffer, lines.Start + name.Length, lines.Length - name.Length);
        return true;
    }
}
