using System;
using System.Globalization;
using CalDavSync.ICalendar;
using CalDavSync.Items;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>What a server answers beside the range is judged by the local clock.</summary>
public sealed class FloatingItemTests
{
    [Theory]
    // On Monday, 2 March, in the evening.
    [InlineData("DTSTART;VALUE=DATE:20260302", "VEVENT", true)]
    [InlineData("DTSTART;VALUE=DATE:20260301", "VEVENT", false)]
    [InlineData("DTSTART:20260302T193000\nDURATION:PT1H", "VEVENT", true)]
    [InlineData("DTSTART:20260302T193000Z\nDURATION:PT1H", "VEVENT", false)]
    [InlineData("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY", "VEVENT", true)]
    [InlineData("DTSTART;VALUE=DATE:20260104\nDTEND;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY", "VEVENT", true)]
    [InlineData("DTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY", "VEVENT", false)]
    [InlineData("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;UNTIL=20260223", "VEVENT", false)]
    [InlineData("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;UNTIL=20260301", "VEVENT", false)]
    [InlineData("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;UNTIL=20260301T230000Z", "VEVENT", true)]
    [InlineData("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", "VEVENT", true)]
    [InlineData("DTSTART:20260105T080000\nRRULE:FREQ=HOURLY", "VEVENT", true)]
    [InlineData("DTSTART:20260105T203000\nRRULE:FREQ=DAILY", "VEVENT", true)]
    [InlineData("DTSTART:20260105T080000\nRRULE:FREQ=DAILY", "VEVENT", false)]
    [InlineData("DTSTART:20260105T080000\nRRULE:FREQ=DAILY;BYHOUR=20", "VEVENT", true)]
    [InlineData("DTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY\nRDATE;VALUE=DATE:20260302", "VEVENT", true)]
    [InlineData("DUE:20260302T203000", "VTODO", true)]
    [InlineData("DUE:20260302T083000", "VTODO", false)]
    [InlineData("DUE:20260302T203000Z", "VTODO", false)]
    [InlineData("COMPLETED:20260302T203000Z", "VTODO", false)]
    public void Only_what_has_no_zone_and_is_then_is_wanted(string times, string component, bool isWanted)
    {
        string text = $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:{component}\nUID:1\n{times}\nEND:{component}\nEND:VCALENDAR\n";
        var item = ItemFactory.Create("/1.ics", new Uri("http://localhost/1.ics"), null, text, null, ItemReader.Read(text));
        var query = new ItemQuery { After = Local("2026-03-02T20:00"), Before = Local("2026-03-02T21:00") };

        Assert.Equal(isWanted, FloatingItem.MayBeWanted(item, text, query));
    }

    [Fact]
    public void A_series_that_is_over_is_not_wanted_later()
    {
        var rule = new RecurrenceRule("FREQ=DAILY;UNTIL=20260302");

        Assert.False(rule.MayOccur(new DateTime(2026, 1, 1), TimeSpan.FromDays(1), new DateTime(2026, 3, 9), null));
        Assert.True(rule.MayOccur(new DateTime(2026, 1, 1), TimeSpan.FromDays(1), new DateTime(2026, 3, 2), null));
    }

    private static DateTimeOffset Local(string time) => new(DateTime.Parse(time, CultureInfo.InvariantCulture));
}
