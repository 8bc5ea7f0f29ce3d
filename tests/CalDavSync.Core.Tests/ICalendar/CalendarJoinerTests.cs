using System.IO;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class CalendarJoinerTests
{
    [Fact]
    public void Writes_each_time_zone_once_and_keeps_the_lines()
    {
        var writer = new StringWriter();
        var joiner = new CalendarJoiner(writer, "Work, etc");

        joiner.Add("BEGIN:VCALENDAR\nPRODID:a\nBEGIN:VTIMEZONE\nTZID:A\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nSUMMARY:fol\n ded\nEND:VEVENT\nEND:VCALENDAR\n");
        joiner.Add("BEGIN:VCALENDAR\r\nPRODID:b\r\nBEGIN:VTIMEZONE\r\nTZID:A\r\nEND:VTIMEZONE\r\nBEGIN:VTODO\r\nUID:2\r\nEND:VTODO\r\nEND:VCALENDAR");
        joiner.Complete();

        Assert.Equal(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//CalDavSync//EN\r\nX-WR-CALNAME:Work\\, etc\r\nBEGIN:VTIMEZONE\r\nTZID:A\r\nEND:VTIMEZONE\r\n"
            + "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:fol\r\n ded\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nUID:2\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
            writer.ToString());
    }

    [Fact]
    public void Different_time_zones_of_one_name_are_told_apart_and_come_back_as_they_were()
    {
        string[] items =
        [
            Item("1", "My/Zone", "+0130"), Item("2", "My/Zone", "-0500"), Item("3", "My/Zone", "+013000"), Item("4", "My/Zone", "-0500"),
            Item("5", "My/Zone", "+0200").Replace("DTSTART;TZID=My/Zone", "DTSTART;X=1;TZID=\"My/Zone\"") + "\r\n",
        ];

        string joined = Join(items);

        string[] starts = joined.Split("\r\n").Where(line => line.StartsWith("DTSTART;")).ToArray();
        Assert.Equal("DTSTART;TZID=My/Zone:20260302T090000", starts[0]);
        Assert.Matches("^DTSTART;TZID=My/Zone-[0-9a-f]{8}:20260302T090000$", starts[1]);
        Assert.Equal((starts[0], starts[1]), (starts[2], starts[3]));
        Assert.Equal(3, starts.Distinct().Count());
        Assert.Equal(3, joined.Split("BEGIN:VTIMEZONE").Length - 1);
        SplitItem[] split = CalendarSplitter.Split(() => new StringReader(joined)).ToArray();
        Assert.Equal(items.Select(item => ItemFingerprint.Of(item)), split.Select(item => ItemFingerprint.Of(item.Text!)));
        Assert.All(items.Zip(split), pair => Assert.Equal(Offset(pair.First), Offset(pair.Second.Text!)));
        Assert.All(split, item => Assert.DoesNotContain("X-CALDAVSYNC", item.Text));
    }

    [Fact]
    public void More_history_makes_no_other_zone_of_one_that_everybody_knows()
    {
        string old = "BEGIN:STANDARD\r\nDTSTART:19450101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n";
        string[] items = [Item("1", "Europe/Berlin", "+0100"), Item("2", "Europe/Berlin", "+0100").Replace("BEGIN:STANDARD", old + "BEGIN:STANDARD"), Item("3", "Europe/Berlin", "+0500")];

        string joined = Join(items);

        Assert.Equal(2, joined.Split("DTSTART;TZID=Europe/Berlin:").Length - 1);
        Assert.Equal(2, joined.Split("BEGIN:VTIMEZONE").Length - 1);
    }

    [Fact]
    public void An_item_that_has_two_zones_by_one_name_keeps_the_new_name_of_the_second()
    {
        string joined = Join(Item("1", "A", "+0100"), Item("2", "A", "+0200"));
        string both = joined.Replace("UID:2", "UID:1\r\nRECURRENCE-ID:20260303T080000Z");

        string text = Assert.Single(CalendarSplitter.Split(() => new StringReader(both))).Text!;

        Assert.Equal(2, text.Split("BEGIN:VTIMEZONE").Length - 1);
        Assert.Matches("DTSTART;TZID=A:(.|\n|\r)*DTSTART;TZID=A-[0-9a-f]{8}:", text);
    }

    [Fact]
    public void An_invalid_item_leaves_nothing_behind()
    {
        var writer = new StringWriter();
        var joiner = new CalendarJoiner(writer);

        Assert.Throws<InvalidCalendarDataException>(() => joiner.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"));
        joiner.Complete();

        Assert.Equal("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//CalDavSync//EN\r\nEND:VCALENDAR\r\n", writer.ToString());
    }

    private static string Item(string uid, string zone, string offset) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\n"
        + $"END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID={zone}:20260302T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static string Join(params string[] items)
    {
        var writer = new StringWriter();
        var joiner = new CalendarJoiner(writer);
        foreach (string item in items) joiner.Add(item);
        joiner.Complete();
        return writer.ToString();
    }

    private static string Offset(string text) => text.Split("\r\n").First(line => line.StartsWith("TZOFFSETTO:"))[..16];
}
