using System;
using System.Globalization;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class ItemReaderTimeTests
{
    [Theory]
    [InlineData("DTSTART:20260702T120000Z", "2026-07-02T12:00:00Z", "UTC")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260702T120000", "2026-07-02T10:00:00Z", "Europe/Berlin")]
    [InlineData("DTSTART;TZID=\"Europe/Berlin\":20260102T120000", "2026-01-02T11:00:00Z", "Europe/Berlin")]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20260702T120000", "2026-07-02T10:00:00Z", "W. Europe Standard Time")]
    [InlineData("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260702T120000", "2026-07-02T10:00:00Z", "/freeassociation.sourceforge.net/Europe/Berlin")]
    [InlineData("DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20260702T120000", "2026-07-02T15:00:00Z", "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260702T120000Z", "2026-07-02T12:00:00Z", "UTC")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20261025T023000", "2026-10-25T00:30:00Z", "Europe/Berlin")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260329T023000", "2026-03-29T01:30:00Z", "Europe/Berlin")]
    [InlineData("DTSTART;TZID=UTC:20260702T120000", "2026-07-02T12:00:00Z", "UTC")]
    public void An_instant_is_shown_in_local_time(string line, string instant, string timeZone)
    {
        ItemFacts facts = Read(line);

        Assert.Equal(DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToLocalTime(), facts.Start);
        Assert.Equal(DateTimeKind.Local, facts.Start!.Value.Kind);
        Assert.Equal(timeZone, facts.TimeZone);
        Assert.False(facts.IsAllDay);
    }

    [Theory]
    [InlineData("DTSTART:20260702T120000", null)]
    [InlineData("DTSTART;TZID=:20260702T120000", null)]
    [InlineData("DTSTART;TZID=Nowhere/Atlantis:20260702T120000", "Nowhere/Atlantis")]
    [InlineData("DTSTART;TZID=../../../etc/passwd:20260702T120000", "../../../etc/passwd")]
    [InlineData("DTSTART;TZID=/etc/passwd:20260702T120000", "/etc/passwd")]
    [InlineData("DTSTART;TZID=Europe:20260702T120000", "Europe")]
    public void Without_a_known_zone_the_wall_clock_is_shown(string line, string? timeZone)
    {
        ItemFacts facts = Read(line);

        Assert.Equal(new DateTime(2026, 7, 2, 12, 0, 0, DateTimeKind.Unspecified), facts.Start);
        Assert.Equal(DateTimeKind.Unspecified, facts.Start!.Value.Kind);
        Assert.Equal(timeZone, facts.TimeZone);
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260702")]
    [InlineData("DTSTART:20260702")]
    [InlineData("dtstart;tzid=Europe/Berlin;value=date:20260702T120000")]
    public void A_date_is_all_day(string line)
    {
        ItemFacts facts = Read(line, "DTEND;VALUE=DATE:20260704");

        Assert.True(facts.IsAllDay);
        Assert.Equal(new DateTime(2026, 7, 2, 0, 0, 0, DateTimeKind.Unspecified), facts.Start);
        Assert.Equal(new DateTime(2026, 7, 4, 0, 0, 0, DateTimeKind.Unspecified), facts.End);
        Assert.Null(facts.TimeZone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-07-02")]
    [InlineData("20260230")]
    [InlineData("20261301T000000")]
    [InlineData("00000101")]
    [InlineData("20260702T250000")]
    [InlineData("20260702T120000X")]
    [InlineData("20260702T1200")]
    [InlineData("tomorrow at noon")]
    public void A_malformed_time_is_null(string value)
    {
        ItemFacts facts = Read("DTSTART:" + value, "DURATION:PT1H");

        Assert.Null(facts.Start);
        Assert.Null(facts.End);
        Assert.False(facts.IsAllDay);
    }

    [Theory]
    [InlineData("DURATION:PT1H30M", "2026-03-28T13:30:00")]
    [InlineData("DURATION:P1W", "2026-04-04T12:00:00")]
    [InlineData("DURATION:P2DT1S", "2026-03-30T12:00:01")]
    [InlineData("DURATION:+PT1H", "2026-03-28T13:00:00")]
    [InlineData("DURATION:P1H", null)]
    [InlineData("DURATION:PT", "2026-03-28T12:00:00")]
    [InlineData("DURATION:P", null)]
    [InlineData("DURATION:1H", null)]
    [InlineData("DURATION:P9999999D", null)]
    [InlineData("DURATION:P3999999D", null)]
    [InlineData("DURATION:PT99999999H99999999H99999999H99999999H", null)]
    public void The_end_may_be_a_duration(string duration, string? expected)
    {
        ItemFacts facts = Read("DTSTART:20260328T120000", duration);

        Assert.Equal(expected == null ? null : DateTime.Parse(expected, CultureInfo.InvariantCulture), facts.End);
    }

    [Fact]
    public void Days_of_a_duration_follow_the_wall_clock_of_the_zone()
    {
        ItemFacts byDays = Read("DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:P1D");
        ItemFacts byHours = Read("DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:PT24H");

        Assert.Equal(new DateTime(2026, 3, 29, 10, 0, 0, DateTimeKind.Utc).ToLocalTime(), byDays.End);
        Assert.Equal(new DateTime(2026, 3, 29, 11, 0, 0, DateTimeKind.Utc).ToLocalTime(), byHours.End);
    }

    [Fact]
    public void A_task_without_a_start_is_shown_at_its_due_time()
    {
        ItemFacts facts = ItemReader.Read("BEGIN:VCALENDAR\nBEGIN:VTODO\nDUE;VALUE=DATE:20260702\nEND:VTODO\nEND:VCALENDAR\n");

        Assert.Equal("VTODO", facts.Component);
        Assert.True(facts.IsAllDay);
        Assert.Equal(new DateTime(2026, 7, 2), facts.Start);
        Assert.Equal(new DateTime(2026, 7, 2), facts.End);
    }

    [Theory]
    [InlineData("DTSTART;TZID=Pacific/Auckland:00010101T000000")]
    [InlineData("DTSTART;TZID=America/Los_Angeles:99991231T235959")]
    [InlineData("DTSTART:99991231T235960Z")]
    [InlineData("DTSTART:00010101T000000Z")]
    public void The_ends_of_the_calendar_are_no_error(string line) => Assert.NotNull(Read(line, "DURATION:PT100H").Start);

    private static ItemFacts Read(params string[] lines) =>
        ItemReader.Read("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + string.Join("\r\n", lines) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}
