using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
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
}
