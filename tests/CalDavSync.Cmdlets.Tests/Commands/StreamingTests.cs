using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>Nothing is lost: a token is committed only after the pipeline took the records before it.</summary>
public sealed class StreamingTests : IDisposable
{
    private const int Items = 3000;
    private readonly SandboxBench _bench = new(Items);
    private readonly CalDavCalendar _work;

    public StreamingTests() => _work = _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Records_come_one_by_one_on_the_pipeline_thread()
    {
        Thread pipelineThread = Thread.CurrentThread;
        int seen = 0;
        Sync().ForEach(_ =>
        {
            Assert.Same(pipelineThread, Thread.CurrentThread);
            seen++;
        }).Run(_work);
        Assert.Equal(Items + 1, seen);
    }

    [Fact]
    public void A_consumer_that_throws_gets_everything_again()
    {
        int taken = 0;
        var failure = new InvalidOperationException("the disk is full");
        PipelineResult broken = Sync().ForEach(_ =>
        {
            if (++taken == 1500) throw failure;
        }).Capture(_work);
        Assert.Same(failure, broken.Failure);

        Assert.Equal(Items, Sync().Run(_work).Of<CalDavChange>().Select(change => change.Href).Distinct().Count());
        Assert.Empty(Sync().Run(_work).Of<CalDavChange>());
    }

    [Fact]
    public void Select_first_stops_the_work_and_the_next_run_repeats()
    {
        PipelineResult first = Sync().First(10).Run(_work);
        Assert.Equal(10, first.Output.Count);
        Assert.Empty(first.Errors);

        Assert.Equal(Items, Sync().Run(_work).Of<CalDavChange>().Count);
    }

    [Fact]
    public void The_state_is_free_when_the_pipeline_has_stopped()
    {
        // The work is waited for: were it still running, the state would be locked.
        for (int i = 1; i < 20; i++) Assert.Empty(Sync().First(i * 50).Run(_work).Errors);
        Assert.Empty(Sync().Run(_work).Errors);
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_state_as_it_was()
    {
        using var reached = new ManualResetEventSlim();
        int taken = 0;
        CmdletPipeline pipeline = Sync().ForEach(_ =>
        {
            if (++taken == 100) reached.Set();
        });
        Task<PipelineResult> run = Task.Run(() => pipeline.Capture(_work), TestContext.Current.CancellationToken);
        reached.Wait(TestContext.Current.CancellationToken);
        pipeline.Stop();
        PipelineResult stopped = await run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.True(stopped.Failure is PipelineStoppedException or null);
        Assert.Empty(stopped.Errors);
        int repeated = Sync().Run(_work).Of<CalDavChange>().Count;
        Assert.Equal(stopped.Of<CalDavSyncToken>().Count == 0 ? Items : 0, repeated);
    }

    [Fact]
    public void Progress_is_rare_and_always_completed()
    {
        // A slow consumer makes the run long enough for progress to be due.
        PipelineResult result = Sync().ForEach(_ => Thread.SpinWait(20000)).Run(_work);
        Assert.True(result.Progress.Count < 100, $"{result.Progress.Count} progress records");
        foreach (IGrouping<int, ProgressRecord> activity in result.Progress.GroupBy(record => record.ActivityId))
        {
            Assert.Equal(ProgressRecordType.Completed, activity.Last().RecordType);
        }
    }

    private CmdletPipeline Sync() => _bench.Pipeline("Sync-CalDavCollection", "-StatePath", _bench.StatePath);
}
