using System;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class ItemReaderTests
{
    [Fact]
    public void Reads_every_fact_of_a_plain_event()
    {
        ItemFacts facts = ItemReader.Read(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@b\r\nSUMMARY;LANGUAGE=en:Team\\, all\\nhands\r\nLOCATION:Room \\; 1\r\n"
            + "STATUS:CONFIRMED\r\nSEQUENCE:3\r\nDTSTART:20260102T030405Z\r\nDTEND:20260102T040405Z\r\nRRULE:FREQ=DAILY\r\n"
            + "LAST-MODIFIED:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        Assert.Equal("VEVENT", facts.Component);
        Assert.Equal("a@b", facts.Uid);
        Assert.Equal("Team, all\nhands", facts.Summary);
        Assert.Equal("Room ; 1", facts.Location);
        Assert.Equal("CONFIRMED", facts.Status);
        Assert.Equal(3, facts.Sequence);
        Assert.Equal(Local(2026, 1, 2, 3, 4, 5), facts.Start);
        Assert.Equal(DateTimeKind.Local, facts.Start!.Value.Kind);
        Assert.Equal(Local(2026, 1, 2, 4, 4, 5), facts.End);
        Assert.Equal(Local(2026, 1, 1, 0, 0, 0), facts.LastModified);
        Assert.False(facts.IsAllDay);
        Assert.True(facts.IsRecurring);
        Assert.Equal("UTC", facts.TimeZone);
    }

    [Fact]
    public void The_master_wins_over_an_override_before_it()
    {
        ItemFacts facts = Read("BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:20260101", "SUMMARY:Moved", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260101", "SUMMARY:Master", "RDATE:20260105", "END:VEVENT");

        Assert.Equal("Master", facts.Summary);
        Assert.True(facts.IsRecurring);
    }

    [Fact]
    public void Of_overrides_alone_the_first_is_shown()
    {
        ItemFacts facts = Read("BEGIN:VEVENT", "UID:1", "SUMMARY:First", "RECURRENCE-ID:20260101", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "SUMMARY:Second", "RECURRENCE-ID:20260102", "END:VEVENT");

        Assert.Equal("First", facts.Summary);
        Assert.False(facts.IsRecurring);
    }

    [Fact]
    public void A_nested_alarm_does_not_win()
    {
        ItemFacts facts = Read("BEGIN:VEVENT", "BEGIN:VALARM", "UID:alarm", "SUMMARY:Ring", "END:VALARM", "UID:1", "SUMMARY:Event", "END:VEVENT");

        Assert.Equal("1", facts.Uid);
        Assert.Equal("Event", facts.Summary);
    }

    [Fact]
    public void The_time_zone_before_the_event_is_skipped()
    {
        ItemFacts facts = Read("BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY",
            "END:STANDARD", "END:VTIMEZONE", "BEGIN:VJOURNAL", "UID:j", "END:VJOURNAL");

        Assert.Equal("VJOURNAL", facts.Component);
        Assert.Null(facts.Start);
        Assert.False(facts.IsRecurring);
    }

    [Theory]
    [InlineData("SUMMARY:plain", "plain")]
    [InlineData("summary:lower", "lower")]
    [InlineData("SuMMaRy;X-A=\"a:b;c\";LANGUAGE=de:quoted", "quoted")]
    [InlineData("SUMMARY:fol\r\n ded\r\n\t tab", "folded tab")]
    [InlineData("SUMMARY:lf\n  only\r cr", "lf onlycr")]
    [InlineData("SUMM\r\n ARY:name folded", "name folded")]
    [InlineData("SUMMARY;LANGUAGE=\r\n en:parameter folded", "parameter folded")]
    [InlineData("SUMMARY:caf\uFFFD\r\n \uFFFD", "caf\uFFFD\uFFFD")]
    [InlineData("SUMMARY:a\\Nb\\,c\\;d\\\\e\\x\\", "a\nb,c;d\\e\\x\\")]
    [InlineData("SUMMARY:", null)]
    [InlineData("SUMMARY", null)]
    [InlineData("SUMMARY;X=\"never closed:text", "text")]
    [InlineData("XSUMMARY:no", null)]
    [InlineData("SUMMARY:first\r\nSUMMARY:second", "first")]
    [InlineData("SUMMARY:a\r\r\n b", "ab")]
    public void Reads_the_summary(string line, string? expected)
    {
        Assert.Equal(expected, ItemReader.Read($"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").Summary);
    }

    [Fact]
    public void A_fold_inside_a_character_leaves_the_character_whole() =>
        Assert.Equal("\U0001F600", Read("BEGIN:VEVENT", "SUMMARY:\uD83D", " \uDE00", "END:VEVENT").Summary);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Takes_every_line_ending(string lineEnding)
    {
        string text = string.Join(lineEnding, "\uFEFFBEGIN:VCALENDAR", "begin:vevent", "UID: 7 ", "SUMMARY:x", " y", "end:vevent", "END:VCALENDAR", "");

        ItemFacts facts = ItemReader.Read(text);

        Assert.Equal(("7", "xy", "VEVENT"), (facts.Uid, facts.Summary, facts.Component));
        Assert.True(ItemReader.LooksLikeCalendar(text));
        Assert.Null(ItemReader.Validate(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("<html>not a calendar</html>")]
    [InlineData("END:VEVENT\r\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VCALENDAR")]
    public void Finds_nothing_where_nothing_is(string text) => Assert.Null(ItemReader.Read(text).Component);

    [Fact]
    public void A_text_that_is_cut_off_still_tells_what_it_can()
    {
        ItemFacts facts = ItemReader.Read("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:cut\r\nSUMMARY:Cu");

        Assert.Equal(("cut", "Cu"), (facts.Uid, facts.Summary));
    }

    [Theory]
    [InlineData("SEQUENCE:x", null)]
    [InlineData("SEQUENCE: 12 ", 12)]
    [InlineData("SEQUENCE:99999999999", null)]
    public void A_malformed_number_is_null(string line, int? expected) => Assert.Equal(expected, Read("BEGIN:VEVENT", line, "END:VEVENT").Sequence);

    private static DateTime Local(int year, int month, int day, int hour, int minute, int second) =>
        new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).ToLocalTime();

    private static ItemFacts Read(params string[] lines) =>
        ItemReader.Read("BEGIN:VCALENDAR\r\n" + string.Join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n");
}
