using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>Generators of iCalendar texts, well-formed in every legal spelling, and then broken.</summary>
internal static class CalendarTexts
{
    private static readonly string[] Properties =
    {
        "SUMMARY:Text", "SUMMARY;LANGUAGE=de:Gr\u00FC\u00DFe \\, \\; \\\\ \\n Ende", "LOCATION:", "DESCRIPTION:\U0001F600 long line long line long line long line long line",
        "ATTENDEE;CN=\"A; B: C\";PARTSTAT=ACCEPTED:mailto:a@example.com", "ATTENDEE;PARTSTAT=DECLINED;MEMBER=\"mailto:g@x\",\"mailto:h@x\":mailto:b@example.com",
        "COMMENT;X-TZ=Europe/Berlin:20260702T120000", "DTEND:20260702T120000Z", "EXDATE:20260703T120000,20260704T120000", "RRULE:FREQ=DAILY;COUNT=5",
        "CATEGORIES:A,B", "X-UNKNOWN;X-P=^'q^':value:with=all[the]/signs#;%2F", "STATUS:CONFIRMED", "SEQUENCE:2", "ATTACH;VALUE=BINARY;ENCODING=BASE64:AAAABBBB==",
    };

    /// <summary>Well-formed texts: one item, folded anywhere, with any line ending.</summary>
    public static Arbitrary<string> WellFormed() => Arb.From(
        from lineEnding in Gen.Elements("\r\n", "\n", "\r")
        from fold in Gen.Elements("", " ", "\t")
        from mark in Gen.Elements("", "\uFEFF", "\r\n")
        from width in Gen.Choose(3, 80)
        from lines in Lines()
        select mark + string.Concat(lines.Select(line => Fold(line, width, fold.Length == 0 ? null : lineEnding + fold) + lineEnding)));

    /// <summary>A plain item with the UID, CRLF and no folds; master and overrides have distinct RECURRENCE-IDs.</summary>
    public static Gen<string> Item(string uid) =>
        from master in Component("VEVENT", "UID:" + uid)
        from overrides in Gen.Choose(0, 3)
        from changed in Gen.ListOf(Component("VEVENT", "UID:" + uid), 3)
        select string.Join("\r\n", Calendar(master.Concat(changed.Take(overrides).SelectMany((lines, i) => WithRecurrenceId(lines.ToArray(), i))).ToArray())) + "\r\n";

    /// <summary>Well-formed texts with random damage.</summary>
    public static Arbitrary<string> Damaged() => Arb.From(
        from text in WellFormed().Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select Damage(text, new System.Random(seed)));

    /// <summary>Cuts, repeats, swaps and replaces pieces.</summary>
    public static string Damage(string text, System.Random random)
    {
        string[] junk = { "\0", "\r", "\n ", ":", ";", "\"", "BEGIN:", "END:VEVENT\n", "BEGIN:VEVENT\n", "PATCH-TARGET:/", "[", "]", "%", "\uFFFD", "\uD83D", "=", "^", "\\", "99999999999999" };
        for (int round = random.Next(1, 6); round > 0 && text.Length > 1; round--)
        {
            int from = random.Next(text.Length);
            int to = System.Math.Min(text.Length, from + random.Next(1, 30));
            text = random.Next(4) switch
            {
                0 => text.Remove(from, to - from),
                1 => text.Insert(from, junk[random.Next(junk.Length)]),
                2 => text.Insert(random.Next(text.Length), text.Substring(from, to - from)),
                _ => text.Substring(0, random.Next(4) == 0 ? from : text.Length),
            };
        }

        return text;
    }

    private static Gen<string[]> Lines() =>
        from item in Component("VEVENT", "UID:1")
        select Calendar(item);

    private static string[] Calendar(string[] components) =>
        new[] { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN" }.Concat(components).Append("END:VCALENDAR").ToArray();

    private static Gen<string[]> Component(string name, string uid) =>
        from properties in Gen.SubListOf(Properties)
        from alarms in Gen.SubListOf(new[] { "UID:al1", "UID:al2", "DESCRIPTION:no uid" })
        select new[] { "BEGIN:" + name, uid }.Concat(OneSummary(properties)).Append("DTSTART:20260702")
            .Concat(alarms.SelectMany(alarm => new[] { "BEGIN:VALARM", "TRIGGER:-PT5M", "ACTION:DISPLAY", alarm, "END:VALARM" }))
            .Append("END:" + name).ToArray();

    private static System.Collections.Generic.IEnumerable<string> OneSummary(System.Collections.Generic.IEnumerable<string> properties) =>
        properties.Where((property, i) => !property.StartsWith("SUMMARY:", System.StringComparison.Ordinal) || !properties.Contains(Properties[1]));

    private static string[] WithRecurrenceId(string[] lines, int day) =>
        lines.Take(2).Append($"RECURRENCE-ID:2026070{day + 3}T120000").Concat(lines.Skip(2)).ToArray();

    private static string Fold(string line, int width, string? fold) =>
        fold == null ? line : string.Join(fold, Enumerable.Range(0, (line.Length + width - 1) / width).Select(i => line.Substring(i * width, System.Math.Min(width, line.Length - (i * width)))));
}
