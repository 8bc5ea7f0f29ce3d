using System;
using System.Collections.Generic;
using System.IO;

namespace CalDavSync.Http;

/// <summary>The records of a resolver's answer that belong to the question.</summary>
internal sealed class DnsAnswer
{
    private const int HeaderSize = 12;
    private const int Alias = 5;

    private DnsAnswer(int code, bool isTruncated, IReadOnlyList<DnsReader> records)
    {
        Code = code;
        IsTruncated = isTruncated;
        Records = records;
    }

    /// <summary>0: answered, 3: no such name; anything else is a failure of this resolver.</summary>
    public int Code { get; }

    /// <summary>Ask again over TCP.</summary>
    public bool IsTruncated { get; }

    /// <summary>The data of each record.</summary>
    public IReadOnlyList<DnsReader> Records { get; }

    /// <summary>True when the message claims to answer this question; others may be stray or forged and are to be ignored.</summary>
    public static bool IsFor(DnsQuestion question, byte[] message) =>
        message.Length >= HeaderSize && ((message[0] << 8) | message[1]) == question.Id && (message[2] & 0x80) != 0;

    /// <exception cref="InvalidDataException">The message is malformed or about something else.</exception>
    public static DnsAnswer Parse(DnsQuestion question, byte[] message)
    {
        var reader = new DnsReader(message);
        if (!IsFor(question, message)) throw new InvalidDataException("it answers something else");
        reader.Skip(2);
        var flags = reader.Short();
        var questions = reader.Short();
        var answers = reader.Short();
        reader.Skip(4);
        if ((flags & 0x7800) != 0 || questions != 1) throw new InvalidDataException("it is no answer to a query");
        if (!Same(reader.Name(), question.Name) || reader.Short() != question.Type || !DnsQuestion.IsInternet(reader.Short()))
            throw new InvalidDataException("it repeats another question");
        var isTruncated = (flags & 0x0200) != 0;
        return new DnsAnswer(flags & 0x0f, isTruncated, isTruncated ? [] : Read(reader, question, answers));
    }

    private static List<DnsReader> Read(DnsReader reader, DnsQuestion question, int count)
    {
        var records = new List<DnsReader>();
        var owner = question.Name;
        for (var i = 0; i < count; i++)
        {
            var name = reader.Name();
            var type = reader.Short();
            var isInternet = DnsQuestion.IsInternet(reader.Short());
            reader.Skip(4);
            var data = reader.Part(reader.Short());
            if (!isInternet || !Same(name, owner)) continue;
            if (type == question.Type) records.Add(data);
            else if (type == Alias) owner = data.Name();
        }

        return records;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
