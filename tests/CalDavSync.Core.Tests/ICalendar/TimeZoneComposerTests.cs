using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public class TimeZoneComposerTests
{
    [Theory]
    [InlineData("Europe/Berlin", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "DTSTART:19700329T020000", "TZOFFSETTO:+0200")]
    [InlineData("America/New_York", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "DTSTART:19701101T020000", "TZOFFSETTO:-0500")]
    [InlineData("Australia/Sydney", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU", "DTSTART:19700405T030000", "TZOFFSETTO:+1000")]
    [InlineData("Asia/Kolkata", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+0530")]
    public void Rules_are_those_in_force(string zone, params string[] lines)
    {
        string text = TimeZoneComposer.ComposeCalendar(zone, 2026);
        Assert.Null(ItemReader.Validate(text));
        Assert.All(lines, line => Assert.Contains(line + "\r\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_no_rrule_can_say_become_dates()
    {
        // Jerusalem changes on the Friday before the last Sunday of March.
        CalendarComponent zone = TimeZoneComposer.Compose("Asia/Jerusalem", 2026);
        CalendarComponent daylight = zone.Components.Single(component => component.Name == "DAYLIGHT");
        Assert.Equal("20260327T020000", daylight.GetValue("DTSTART"));
        Assert.Contains("20270326T020000", daylight.GetValue("RDATE"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_zone_is_an_error_that_names_it() =>
        Assert.Contains("Mars/Base", Assert.Throws<InvalidCalendarDataException>(() => TimeZoneComposer.Compose("Mars/Base", 2026)).Message, StringComparison.Ordinal);
}
