using System.IO;
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
    public void An_invalid_item_leaves_nothing_behind()
    {
        var writer = new StringWriter();
        var joiner = new CalendarJoiner(writer);

        Assert.Throws<InvalidCalendarDataException>(() => joiner.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"));
        joiner.Complete();

        Assert.Equal("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//CalDavSync//EN\r\nEND:VCALENDAR\r\n", writer.ToString());
    }
}
