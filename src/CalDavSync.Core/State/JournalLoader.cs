using System.IO;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>Reads all members of a journal and checks every checksum on the way.</summary>
internal static class JournalLoader
{
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public static MemberMap Load(Stream file, JournalOverview overview)
    {
        if (overview.LastCommit is null) return new MemberMap();
        MemberMap map = new(overview.LastCommit.Facts.Items);
        file.Position = 0;
        LineReader lines = new(file, JournalLine.MaximumLength, LineReader.LargeBuffer);
        using JournalChain chain = new();
        string? sum = null;

        // Lines that lie one behind the other go into the checksum together.
        int start = 0;
        int pending = 0;
        while (lines.Consumed < overview.CommittedLength && lines.Read())
        {
            if (pending == 0) start = lines.Start;
            if (FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, JournalCommit.Keyword))
            {
                chain.Append(lines.Buffer, start, pending);
                pending = 0;
                sum = Check(lines, chain);
                continue;
            }

            Apply(lines, map);
            pending += lines.Length + 1;
            if (lines.IsNextBuffered) continue;
            chain.Append(lines.Buffer, start, pending);
            pending = 0;
        }

        if (sum != overview.LastCommit.Chain || map.Count != overview.LastCommit.Facts.Items)
        {
            throw new InvalidDataException($"line {lines.Number}: {map.Count} items were read, {overview.LastCommit.Facts.Items} were written");
        }

        return map;
    }

    private static string Check(LineReader lines, JournalChain chain)
    {
        JournalCommit? commit = JournalCommit.Parse(lines.Buffer, lines.Start, lines.Length);
        if (commit is null) throw new InvalidDataException($"line {lines.Number}: the checksum of the line is wrong");
        chain.Append(lines.Buffer, lines.Start, lines.Length - JournalCommit.SealLength);
        if (commit.Chain == chain.Close()) return commit.Chain;
        throw new InvalidDataException($"line {lines.Number}: the checksum of the lines before it is wrong");
    }

    [MethodImpl(Compiled.AtOnce)]
    private static void Apply(LineReader lines, MemberMap map)
    {
        if (JournalLine.IsPut(lines))
        {
            int skip = JournalLine.Put.Length;
            if (!MemberEntry.IsWellFormed(lines.Buffer, lines.Start + skip, lines.Length - skip))
            {
                throw new InvalidDataException($"line {lines.Number}: an item must have five fields");
            }

            map.PutEntry(lines.Buffer, lines.Start + skip, lines.Length - skip + 1, isSeen: false);
        }
        else if (JournalLine.IsRemove(lines))
        {
            int skip = JournalLine.Remove.Length;
            map.RemoveKey(lines.Buffer, lines.Start + skip, lines.Length - skip);
        }
        else if (lines.Number > JournalHeader.LineCount)
        {
            throw new InvalidDataException($"line {lines.Number}: this is no line of a journal");
        }
    }
}
