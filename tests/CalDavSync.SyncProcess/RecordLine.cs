using System;
using System.Text;

namespace CalDavSync.SyncProcess;

/// <summary>One record on one line: kind, address, entity tag and text, the last three in base 64.</summary>
internal sealed record RecordLine(CalDavRecordKind Kind, string Href, string? ETag, string? Content)
{
    public static RecordLine Of(CalDavSyncRecord record) =>
        new(record.Kind, record.Href ?? string.Empty, record.ETag, (record as CalDavChange)?.Content);

    /// <summary>Null for a line that a killed process did not finish.</summary>
    public static RecordLine? Parse(string line)
    {
        string[] fields = line.Split(' ');
        return fields.Length == 5 && fields[4] == "."
            ? new RecordLine(Enum.Parse<CalDavRecordKind>(fields[0]), Decode(fields[1])!, Decode(fields[2]), Decode(fields[3]))
            : null;
    }

    public override string ToString() => $"{Kind} {Encode(Href)} {Encode(ETag)} {Encode(Content)} .";

    private static string Encode(string? text) => text is null ? "-" : "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Decode(string field) => field == "-" ? null : Encoding.UTF8.GetString(Convert.FromBase64String(field[1..]));
}
