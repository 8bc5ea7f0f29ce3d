using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>
/// A token that holds all it stands for: what a collection contained, for stateless runs on servers without sync
/// (design section 5, point 11). <c>caldavsync:1:</c> and base64url of deflated lines: the collection's checksum, the ctag, the number
/// of members, the members in the order of their keys, a checksum. UIDs are left out: they would double the length.
/// </summary>
internal static class SnapshotToken
{
    /// <summary>What every snapshot begins with.</summary>
    public const string Prefix = "caldavsync:";
    private const string Version = "1:";
    private const string CollectionLine = "collection\t";
    private const string CTagLine = "ctag\t";
    private const string MembersLine = "members\t";
    private const string EndLine = "end\t";
    private const long MaximumTextLength = 256L << 20;
    private const int MaximumLineLength = 1 << 20;

    /// <summary>Tells our own tokens from those of servers.</summary>
    public static bool IsSnapshot(string token) => token.TrimStart().StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Writes the members and the ctag of <see cref="CollectionFacts.CTag"/>; the same state gives the same token.</summary>
    public static string Encode(Uri collection, ISyncState state)
    {
        using MemoryStream compressed = new();
        using (DeflateStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (JournalChain sum = new())
        {
            string[] keys = state.Keys().ToArray();
            Array.Sort(keys, StringComparer.Ordinal);
            FieldBuffer line = new();
            line.Ascii(CollectionLine + Checksum(collection) + "\n" + CTagLine);
            line.Field(state.Facts.CTag);
            line.Ascii("\n" + MembersLine + keys.Length.ToString(CultureInfo.InvariantCulture) + "\n");
            Flush(line, deflate, sum);
            foreach (string key in keys)
            {
                state.TryGet(key, out MemberState member);
                MemberEntry.Encode(line, key, member with { Uid = null });
                Flush(line, deflate, sum);
            }

            line.Ascii(EndLine + sum.Close() + "\n");
            deflate.Write(line.Bytes, 0, line.Length);
        }

        string base64 = Convert.ToBase64String(compressed.GetBuffer(), 0, (int)compressed.Length);
        return Prefix + Version + base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Reads a token of <see cref="Encode"/>; the facts hold the ctag.</summary>
    /// <exception cref="SyncTokenRejectedException">It is cut, altered, too large, of another version or of another collection.</exception>
    public static InMemorySyncState Decode(Uri collection, string token)
    {
        // A file adds a line end, a mail breaks lines.
        token = string.Concat(token.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!token.StartsWith(Prefix + Version, StringComparison.Ordinal)) throw Rejected("it was made by another version of the module", null);
        try
        {
            string base64 = token.Substring(Prefix.Length + Version.Length).Replace('-', '+').Replace('_', '/');
            byte[] compressed = Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
            using MemoryStream source = new(compressed);
            using DeflateStream inflate = new(source, CompressionMode.Decompress);
            return Read(new LineReader(inflate, MaximumLineLength), collection);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or IOException)
        {
            throw Rejected("it is incomplete or was altered; copy it whole", exception);
        }
    }

    private static InMemorySyncState Read(LineReader lines, Uri collection)
    {
        using JournalChain sum = new();
        if (ReadLine(lines, CollectionLine, sum) != Checksum(collection)) throw Rejected("it belongs to another calendar", null);
        string? ctag = ReadLine(lines, CTagLine, sum);
        if (!int.TryParse(ReadLine(lines, MembersLine, sum), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            throw new InvalidDataException("The number of members is missing.");
        }

        MemberMap map = new();
        for (int i = 0; i < count; i++)
        {
            if (!lines.Read() || !MemberEntry.IsWellFormed(lines.Buffer, lines.Start, lines.Length)) throw new InvalidDataException("A member is missing.");
            if (lines.Consumed > MaximumTextLength) throw Rejected("it is larger than 256 MB", null);
            sum.Append(lines.Buffer, lines.Start, lines.Length + 1);
            map.PutEntry(lines.Buffer, lines.Start, lines.Length + 1);
        }

        string expected = sum.Close();
        if (ReadLine(lines, EndLine, sum) != expected || lines.Read() || lines.EndsInsideLine) throw new InvalidDataException("The checksum is wrong.");
        map.BeginSweep();
        return new InMemorySyncState(map, new CollectionFacts { CTag = ctag });
    }

    private static string? ReadLine(LineReader lines, string name, JournalChain sum)
    {
        if (!lines.Read() || !FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, name)) throw new InvalidDataException($"'{name.Trim()}' is missing.");
        sum.Append(lines.Buffer, lines.Start, lines.Length + 1);
        return FieldText.Decode(lines.Buffer, lines.Start + name.Length, lines.Length - name.Length);
    }

    private static void Flush(FieldBuffer line, Stream target, JournalChain sum)
    {
        sum.Append(line.Bytes, 0, line.Length);
        target.Write(line.Bytes, 0, line.Length);
        line.Clear();
    }

    private static string Checksum(Uri collection)
    {
        FieldBuffer address = new();
        address.Field(JournalHeader.For(new StateKey(collection, null)).Collection);
        return JournalChain.Sum(address.Bytes, 0, address.Length);
    }

    private static SyncTokenRejectedException Rejected(string reason, Exception? cause) =>
        new($"This sync token cannot be continued from: {reason}.", cause);
}
