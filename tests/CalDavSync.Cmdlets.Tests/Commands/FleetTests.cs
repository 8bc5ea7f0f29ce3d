using System.Collections.Generic;
using System.Linq;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>Many calendars from the pipeline are worked on together; their records stay together.</summary>
public sealed class FleetTests
{
    [Fact]
    public void Many_calendars_keep_their_order_and_end_with_their_tokens()
    {
        using var bench = new SandboxBench();
        for (int i = 0; i < 20; i++) bench.Server.CreateCalendar($"c{i:00}", seed: i % 4 == 0 ? 700 : 3);
        bench.Connect();

        PipelineResult result = bench.Pipeline("Get-CalDavCalendar").Add("Sync-CalDavCollection", "-StatePath", bench.StatePath, "-ThrottleLimit", 8).Run();

        Assert.Empty(result.Errors);
        List<CalDavSyncRecord> records = result.Of<CalDavSyncRecord>().ToList();
        string[] order = records.Select(record => record.Calendar.Name).Aggregate(new List<string>(), (names, name) =>
        {
            if (names.LastOrDefault() != name) names.Add(name);
            return names;
        }).ToArray();
        Assert.Equal(21, order.Length);
        Assert.Equal(order.Distinct(), order);
        Assert.All(records.GroupBy(record => record.Calendar.Name), group => Assert.IsType<CalDavSyncToken>(group.Last()));
        Assert.Equal((5 * 700) + (15 * 3) + 3, records.OfType<CalDavChange>().Count());
    }

    [Fact]
    public void The_same_calendar_twice_does_not_lock_itself_out()
    {
        using var bench = new SandboxBench();
        CalDavCalendar work = bench.ConnectToWork();

        PipelineResult result = bench.Run("Sync-CalDavCollection", new[] { work, work, work }, "-StatePath", bench.StatePath);

        Assert.Empty(result.Errors);
        Assert.Equal(new[] { 3, 0, 0 }, result.Of<CalDavSyncToken>().Select(token => token.Added));
    }

    [Fact]
    public void One_failing_calendar_does_not_stop_the_others()
    {
        using var bench = new SandboxBench();
        for (int i = 0; i < 5; i++) bench.Server.CreateCalendar($"c{i}", seed: 2);
        CalDavConnection connection = bench.Connect();
        CalDavCalendar[] calendars = bench.Run("Get-CalDavCalendar", "-Connection", connection).Of<CalDavCalendar>().ToArray();
        bench.Server.DeleteCalendar("c2");

        PipelineResult result = bench.Run("Sync-CalDavCollection", calendars, "-StatePath", bench.StatePath);

        Assert.StartsWith("CalendarNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, System.StringComparison.Ordinal);
        Assert.Equal(5, result.Of<CalDavSyncToken>().Count());
    }
}
