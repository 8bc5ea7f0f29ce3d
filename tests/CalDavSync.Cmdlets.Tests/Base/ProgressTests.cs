using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Base;

/// <summary>What takes long shows how far it is.</summary>
public sealed class ProgressTests : IDisposable
{
    /// <summary>More than the pipeline holds: the work goes on only when the consumer does.</summary>
    private const int Items = 1000;

    private static readonly TimeSpan UntilProgressIsDue = TimeSpan.FromMilliseconds(250);
    private readonly SandboxBench _bench = new(Items);
    private readonly CalDavCalendar _work;

    public ProgressTests() => _work = _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("Sync-CalDavCollection", "Synchronizing calendars", "-SyncToken", "", "-IncludeContent")]
    [InlineData("Get-CalDavItem", "Reading items")]
    [InlineData("Export-CalDavCalendar", "Exporting calendars", "-Path", "out", "-PassThru")]
    public void The_calendar_is_the_parent_of_its_items_and_both_end(string command, string title, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        PipelineResult result = _bench.Pipeline(command, arguments)
            .ForEach(_ => SpinWait.SpinUntil(() => watch.Elapsed > UntilProgressIsDue))
            .Run(_work);

        List<ProgressRecord> progress = result.Progress;
        Assert.Contains(progress, record => record.Activity == title && record.StatusDescription == "test/work");
        Assert.Contains(progress, record => record.Activity == "test/work" && record.ParentActivityId == progress[0].ActivityId);
        Assert.All(progress.GroupBy(record => record.ActivityId), activity => Assert.Equal(ProgressRecordType.Completed, activity.Last().RecordType));
    }

    [Theory]
    [InlineData("Set-CalDavItem", "Changing items", "Changed items", "-Location", "here")]
    [InlineData("Remove-CalDavItem", "Removing items", "Removed items")]
    public void Items_from_the_pipeline_are_counted_under_one_bar(string command, string title, string activity, params string[] arguments)
    {
        CalDavItem[] items = _bench.Run("Get-CalDavItem", _work, "-Summary", "*1*").Of<CalDavItem>().Take(4).ToArray();
        PipelineResult result = Slowly().Add(command, arguments).Run(items);

        Assert.Contains(result.Progress, record => record.Activity == title && record.StatusDescription == "test/work");
        Assert.Contains(result.Progress, record => record.Activity == "test/work" && record.StatusDescription.StartsWith(activity + ": ", StringComparison.Ordinal));
        AssertClosedOnce(result, 2);
    }

    [Fact]
    public void Items_given_at_once_have_a_percentage()
    {
        CalDavItem[] items = _bench.Run("Get-CalDavItem", _work).Of<CalDavItem>().Take(300).ToArray();
        var watch = Stopwatch.StartNew();
        PipelineResult result = _bench.Pipeline("Set-CalDavItem", "-Item", items, "-Location", "here", "-PassThru")
            .ForEach(_ => SpinWait.SpinUntil(() => watch.Elapsed > UntilProgressIsDue))
            .Run();

        Assert.Contains(result.Progress, record => record.StatusDescription.EndsWith(" of 300", StringComparison.Ordinal) && record.PercentComplete >= 0);
        AssertClosedOnce(result, 2);
    }

    [Theory]
    [InlineData("New-CalDavCalendar", "Creating calendars", "test/b")]
    [InlineData("Get-CalDavCalendar", "Listing calendars", "test", "-Connection")]
    public void Names_from_the_pipeline_are_told(string command, string title, string status, string? inputParameter = null)
    {
        object input = inputParameter is null ? "a" : "test";
        PipelineResult result = Slowly().Add(command).Run(input, inputParameter is null ? "b" : "test");

        Assert.Contains(result.Progress, record => record.Activity == title && record.StatusDescription == status);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void The_bar_of_a_list_is_closed_before_a_later_command_works_on_it()
    {
        PipelineResult result = Slowly().Add("Get-CalDavCalendar").Add("Set-CalDavCalendar", "-Order", "3").Run(_work.Connection);

        (string Activity, bool IsOver)[] seen = result.Progress.Select(record => (record.Activity, record.RecordType == ProgressRecordType.Completed)).ToArray();
        Assert.Equal(new[] { ("Listing calendars", false), ("Listing calendars", true) }, seen.TakeWhile(record => record.Activity == "Listing calendars"));
        Assert.DoesNotContain(seen.Skip(2), record => record.Activity == "Listing calendars");
    }

    [Theory]
    [InlineData("Set-CalDavCalendar", "Changing calendars", "-Order", "3")]
    [InlineData("Remove-CalDavCalendar", "Removing calendars")]
    public void Calendars_from_the_pipeline_are_told(string command, string title, params string[] arguments)
    {
        CalDavCalendar[] calendars = new[] { "a", "b" }.Select(name => _bench.Run("New-CalDavCalendar", name).Of<CalDavCalendar>().Single()).ToArray();
        PipelineResult result = Slowly().Add(command, arguments).Run(calendars);

        Assert.Contains(result.Progress, record => record.Activity == title && record.StatusDescription == "test/b");
        AssertClosedOnce(result, 1);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_told_and_the_failure_closes_the_bar()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        PipelineResult result = _bench
            .Pipeline("Connect-CalDav", $"http://user:{SandboxBench.Secret}@{silent.LocalEndpoint}/", "-NoDiscovery", "-OperationTimeoutSeconds", 2, "-MaximumRetryCount", 0)
            .Capture();

        Assert.NotNull(result.Failure);
        Assert.Equal($"http://{silent.LocalEndpoint}/", result.Progress[0].StatusDescription);
        AssertClosedOnce(result, 1);
    }

    [Fact]
    public void A_later_command_that_has_enough_closes_the_bars()
    {
        CalDavItem[] items = _bench.Run("Get-CalDavItem", _work).Of<CalDavItem>().Take(4).ToArray();
        PipelineResult result = Slowly().Add("Set-CalDavItem", "-Location", "here", "-PassThru").First(2).Run(items);

        Assert.Equal(2, result.Of<CalDavItem>().Count);
        AssertClosedOnce(result, 2);
    }

    [Fact]
    public void An_earlier_command_that_fails_closes_the_bars_too()
    {
        CalDavItem[] items = _bench.Run("Get-CalDavItem", _work).Of<CalDavItem>().Take(3).ToArray();
        PipelineResult result = Slowly(fails: items[2]).Add("Set-CalDavItem", "-Location", "here").Capture(items);

        Assert.IsType<InvalidOperationException>(result.Failure);
        AssertClosedOnce(result, 2);
    }

    /// <summary>A pipeline whose input comes when progress is due.</summary>
    private CmdletPipeline Slowly(object? fails = null)
    {
        var watch = Stopwatch.StartNew();
        return new CmdletPipeline(_bench.Session).ForEach(input =>
        {
            SpinWait.SpinUntil(() => watch.Elapsed > UntilProgressIsDue);
            watch.Restart();
            if (fails is not null && ReferenceEquals(input, fails)) throw new InvalidOperationException("The source failed.");
        });
    }

    private static void AssertClosedOnce(PipelineResult result, int bars)
    {
        IGrouping<int, ProgressRecord>[] activities = result.Progress.GroupBy(record => record.ActivityId).ToArray();
        Assert.Equal(bars, activities.Length);
        Assert.All(activities, activity => Assert.Same(activity.Last(), activity.Single(record => record.RecordType == ProgressRecordType.Completed)));
    }
}
