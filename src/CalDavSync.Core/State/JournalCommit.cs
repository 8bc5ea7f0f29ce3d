using System;
using System.Collections.Generic;
using System.Globalization;

namespace CalDavSync.State;

/// <summary>
/// A commit line: the facts and what makes the journal checkable from its end. <c>at</c> is the line's own place, so that lost or
/// added bytes are found without reading them; <c>chain</c> covers everything since the previous commit; <c>line</c> covers this line.
/// </summary>
/// <param name="Facts">The facts, with the number of members.</param>
/// <param name="LiveBytes">Bytes the members would take in a journal without garbage.</param>
/// <param name="At">Offset of the line in the file.</param>
/// <param name="Chain">The running checksum.</param>
internal sealed record JournalCommit(CollectionFacts Facts, long LiveBytes, long At, string Chain)
{
    public const string Keyword = "commit\t";
    private const string ChainName = "\tchain=";
    private const string LineName = "\tline=";
    private const string LearnedPrefix = "learned.";
    private const int SumLength = 16;

    /// <summary>Length of the end of the line that the running checksum does not cover, without the line end.</summary>
    public static int SealLength => ChainName.Length + SumLength + LineName.Length + SumLength;

    /// <summary>Writes the whole line.</summary>
    public static string Write(FieldBuffer buffer, CollectionFacts facts, long liveBytes, long at, JournalChain chain)
    {
        int start = buffer.Length;
        buffer.Ascii("commit");
        WriteFacts(buffer, facts);
        Pair(buffer, "live", Number(liveBytes));
        Pair(buffer, "at", Number(at));
        chain.Append(buffer.Bytes, start, buffer.Length - start);
        string sum = chain.Close();
        buffer.Ascii(ChainName + sum);
        string lineSum = JournalChain.Sum(buffer.Bytes, start, buffer.Length - start);
        buffer.Ascii(LineName + lineSum + "\n");
        return sum;
    }

    /// <summary>Reads a line; null when it is not as it was written.</summary>
    public static JournalCommit? Parse(byte[] bytes, int start, int length)
    {
        int sealAt = start + length - SealLength;
        int lineAt = sealAt + ChainName.Length + SumLength;
        if (length < Keyword.Length + SealLength
            || !FieldText.StartsWith(bytes, start, length, Keyword)
            || !FieldText.StartsWith(bytes, sealAt, SealLength, ChainName)
            || !FieldText.StartsWith(bytes, lineAt, start + length - lineAt, LineName + JournalChain.Sum(bytes, start, lineAt - start)))
        {
            return null;
        }

        Dictionary<string, string> pairs = ReadPairs(bytes, start + Keyword.Length, sealAt);
        string chain = FieldText.Decode(bytes, sealAt + ChainName.Length, SumLength)!;
        return new JournalCommit(ReadFacts(pairs), ReadNumber(pairs, "live"), ReadNumber(pairs, "at"), chain);
    }

    private static void WriteFacts(FieldBuffer buffer, CollectionFacts facts)
    {
        Pair(buffer, "items", Number(facts.Items));
        Pair(buffer, "token", facts.SyncToken);
        Pair(buffer, "overlap", facts.OverlapToken);
        Pair(buffer, "ctag", facts.CTag);
        Pair(buffer, "mode", facts.Mode?.ToString());
        Pair(buffer, "strategy", facts.Strategy?.ToString());
        Pair(buffer, "lastsync", Time(facts.LastSync));
        Pair(buffer, "lastlisting", Time(facts.LastFullListing));
        Pair(buffer, "lastcheck", Time(facts.LastCheck));
        Pair(buffer, "incomplete", facts.InitialIncomplete ? "yes" : null);
        foreach (KeyValuePair<string, string> learned in facts.Learned) Pair(buffer, LearnedPrefix + learned.Key, learned.Value);
    }

    private static CollectionFacts ReadFacts(Dictionary<string, string> pairs)
    {
        Dictionary<string, string> learned = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in pairs)
        {
            if (pair.Key.StartsWith(LearnedPrefix, StringComparison.Ordinal)) learned[pair.Key.Substring(LearnedPrefix.Length)] = pair.Value;
        }

        return new CollectionFacts
        {
            Items = (int)Math.Min(int.MaxValue, ReadNumber(pairs, "items")),
            SyncToken = Find(pairs, "token"),
            OverlapToken = Find(pairs, "overlap"),
            CTag = Find(pairs, "ctag"),
            Mode = Enum.TryParse(Find(pairs, "mode"), out CalDavSyncMode mode) ? mode : null,
            Strategy = Enum.TryParse(Find(pairs, "strategy"), out CalDavSyncStrategy strategy) ? strategy : null,
            LastSync = ReadTime(pairs, "lastsync"),
            LastFullListing = ReadTime(pairs, "lastlisting"),
            LastCheck = ReadTime(pairs, "lastcheck"),
            InitialIncomplete = Find(pairs, "incomplete") == "yes",
            Learned = learned,
        };
    }

    private static void Pair(FieldBuffer buffer, string name, string? value)
    {
        if (value is null) return;
        buffer.Byte((byte)'\t');
        buffer.Field(name, isName: true);
        buffer.Byte((byte)'=');
        buffer.Field(value);
    }

    private static Dictionary<string, string> ReadPairs(byte[] bytes, int start, int end)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        while (start < end)
        {
            int tab = Array.IndexOf(bytes, (byte)'\t', start, end - start);
            int stop = tab < 0 ? end : tab;
            int equals = Array.IndexOf(bytes, (byte)'=', start, stop - start);
            if (equals >= 0)
            {
                string name = FieldText.Decode(bytes, start, equals - start) ?? string.Empty;
                pairs[name] = FieldText.Decode(bytes, equals + 1, stop - equals - 1) ?? string.Empty;
            }

            start = stop + 1;
        }

        return pairs;
    }

    private static string? Find(Dictionary<string, string> pairs, string name) => pairs.TryGetValue(name, out string? value) ? value : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long ReadNumber(Dictionary<string, string> pairs, string name) =>
        long.TryParse(Find(pairs, name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : -1;

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ReadTime(Dictionary<string, string> pairs, string name) =>
        DateTimeOffset.TryParseExact(Find(pairs, name), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset time)
            ? time
            : null;
}
