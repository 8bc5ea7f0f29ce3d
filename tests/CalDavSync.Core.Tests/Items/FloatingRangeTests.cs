using System;
using System.Globalization;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

public sealed class FloatingRangeTests
{
    [Theory]
    // In the evening west of Greenwich the day is over for a server; in the morning east of it, it has not begun.
    [InlineData("America/New_York", "2026-03-03T01:00Z", "2026-03-03T02:00Z", "2026-03-02T20:00Z", "2026-03-02T21:00Z")]
    [InlineData("America/New_York", "2026-03-02T05:00Z", "2026-03-03T05:00Z", "2026-03-02T00:00Z", "2026-03-02T05:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-01T18:00Z", "2026-03-01T19:00Z", "2026-03-02T08:00Z", "2026-03-02T09:00Z")]
    [InlineData("Europe/Berlin", "2026-03-01T23:00Z", "2026-03-02T23:00Z", "2026-03-02T23:00Z", "2026-03-03T00:00Z")]
    [InlineData("Europe/Berlin", null, "2026-03-02T23:00Z", "2026-03-02T23:00Z", "2026-03-03T00:00Z")]
    [InlineData("America/New_York", "2026-03-03T01:00Z", "2026-03-03T01:00Z", "2026-03-02T20:00Z", "2026-03-02T20:00Z")]
    [InlineData("Europe/Berlin", "2026-03-01T23:30Z", "2026-03-01T23:30Z", "2026-03-02T00:30Z", "2026-03-02T00:30Z")]
    [InlineData("America/New_York", "2026-03-02T05:00Z", null, "2026-03-02T00:00Z", "2026-03-02T05:00Z")]
    [InlineData("Europe/Berlin", "2026-03-01T23:00Z", null, null, null)]
    [InlineData("America/New_York", null, "2026-03-02T05:00Z", null, null)]
    [InlineData("UTC", "2026-03-01T23:00Z", "2026-03-02T23:00Z", null, null)]
    public void What_servers_leave_out_lies_between_both_clocks(string zone, string? after, string? before, string? expectedAfter, string? expectedBefore)
    {
        (DateTimeOffset After, DateTimeOffset Before)? beside = FloatingRange.Beside(Moment(after), Moment(before), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal((Moment(expectedAfter), Moment(expectedBefore)), (beside?.After, beside?.Before));
    }

    private static DateTimeOffset? Moment(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
