using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Base;

public sealed class PipelinePumpTests
{
    [Fact]
    public void Posts_are_executed_in_order_on_the_pipeline_thread()
    {
        var seen = new List<(int Number, Thread Thread)>();
        Thread? worker = null;
        var pump = new PipelinePump(CancellationToken.None);

        pump.Run(_ =>
        {
            worker = Thread.CurrentThread;
            for (int i = 0; i < 1000; i++) pump.Post(number => seen.Add(((int)number!, Thread.CurrentThread)), i);
            return Task.CompletedTask;
        });

        Assert.Equal(Enumerable.Range(0, 1000), seen.Select(post => post.Number));
        Assert.All(seen, post => Assert.Same(Thread.CurrentThread, post.Thread));
        Assert.NotSame(Thread.CurrentThread, worker);
    }

    [Fact]
    public void A_slow_pipeline_holds_the_producer_back()
    {
        int posted = 0;
        int lead = 0;
        int taken = 0;
        var pump = new PipelinePump(CancellationToken.None);

        pump.Run(_ =>
        {
            for (; posted < 5000; posted++) pump.Post(_ => lead = Math.Max(lead, Volatile.Read(ref posted) - ++taken), null);
            return Task.CompletedTask;
        });

        Assert.Equal(5000, taken);
        Assert.InRange(lead, 0, 1024);
    }

    [Fact]
    public async Task Stopping_ends_a_long_wait_at_once()
    {
        using var stopping = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var pump = new PipelinePump(stopping.Token);
        Task run = Task.Run(
            () => pump.Run(async stop =>
            {
                started.SetResult();
                await Task.Delay(TimeSpan.FromSeconds(60), stop);
            }),
            TestContext.Current.CancellationToken);
        await started.Task;

        var clock = Stopwatch.StartNew();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [Fact]
    public void When_downstream_stops_the_work_is_cancelled_and_waited_for_before_the_exception_goes_on()
    {
        bool ended = false;
        var pump = new PipelinePump(CancellationToken.None);
        var stop = new InvalidOperationException("downstream has had enough");

        Exception thrown = Assert.Throws<InvalidOperationException>(() => pump.Run(async token =>
        {
            try
            {
                // Blocked on a full queue when the third post throws.
                for (int i = 0; i < 100_000; i++) pump.Post(number => { if ((int)number! == 2) throw stop; }, i);
            }
            finally
            {
                await Task.Yield();
                Assert.True(token.IsCancellationRequested);
                Volatile.Write(ref ended, true);
            }
        }));

        Assert.Same(stop, thrown);
        Assert.True(ended);
    }

    [Fact]
    public void A_fault_surfaces_after_the_output_before_it()
    {
        var seen = new List<int>();
        var pump = new PipelinePump(CancellationToken.None);

        Assert.Throws<FormatException>(() => pump.Run(_ =>
        {
            for (int i = 0; i < 100; i++) pump.Post(number => seen.Add((int)number!), i);
            throw new FormatException("the server answered nonsense");
        }));

        Assert.Equal(100, seen.Count);
    }

    [Fact]
    public void A_round_trip_runs_on_the_pipeline_thread_and_continues_off_it()
    {
        Thread? asked = null;
        Thread? continued = null;
        int before = 0;
        var pump = new PipelinePump(CancellationToken.None);

        pump.Run(async _ =>
        {
            for (int i = 0; i < 10; i++) pump.Post(_ => before++, null);
            int answer = await pump.InvokeAsync(() =>
            {
                asked = Thread.CurrentThread;
                return before;
            });
            continued = Thread.CurrentThread;
            Assert.Equal(10, answer);
            Assert.Null(SynchronizationContext.Current);
        });

        Assert.Same(Thread.CurrentThread, asked);
        Assert.NotSame(Thread.CurrentThread, continued);
    }

    [Fact]
    public void An_exception_inside_a_round_trip_ends_the_pipeline_and_reaches_the_asker()
    {
        Exception? atAsker = null;
        var pump = new PipelinePump(CancellationToken.None);

        Assert.Throws<InvalidOperationException>(() => pump.Run(async _ =>
        {
            try
            {
                await pump.InvokeAsync<bool>(() => throw new InvalidOperationException("No to all"));
            }
            catch (Exception error)
            {
                atAsker = error;
                throw;
            }
        }));

        Assert.True(atAsker is InvalidOperationException or OperationCanceledException);
    }

    [Fact]
    public async Task Stopping_during_round_trips_neither_hangs_nor_loses_the_asker()
    {
        using var stopping = new CancellationTokenSource();
        int answered = 0;
        var pump = new PipelinePump(stopping.Token);
        Task run = Task.Run(
            () => pump.Run(async stop =>
            {
                while (true)
                {
                    await pump.InvokeAsync(() => Interlocked.Increment(ref answered));
                    if (Volatile.Read(ref answered) == 50) await stopping.CancelAsync();
                }
            }),
            TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.True(answered >= 50);
    }

    [Fact]
    public void Sixteen_producers_lose_nothing()
    {
        var seen = new Dictionary<int, int>();
        var pump = new PipelinePump(CancellationToken.None);

        pump.Run(_ => Task.WhenAll(Enumerable.Range(0, 16).Select(producer => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++) pump.Post(number => seen[(int)number!] = seen.GetValueOrDefault((int)number!) + 1, producer);
        }))));

        Assert.Equal(16, seen.Count);
        Assert.All(seen.Values, count => Assert.Equal(500, count));
    }

    [Fact]
    public void A_late_post_is_a_cancellation_and_a_late_log_entry_is_dropped()
    {
        var pump = new PipelinePump(CancellationToken.None);
        pump.Run(_ => Task.CompletedTask);

        Assert.Throws<OperationCanceledException>(() => RunElsewhere(() => pump.Post(_ => { }, null)));
        Assert.False(pump.TryPost(_ => { }, null));
    }

    [Fact]
    public void A_log_entry_never_waits_for_a_slow_pipeline()
    {
        int taken = 0;
        using var gate = new ManualResetEventSlim();
        var pump = new PipelinePump(CancellationToken.None);

        pump.Run(_ =>
        {
            pump.Post(_ => gate.Wait(), null);
            for (int i = 0; i < 5000; i++) Assert.True(pump.TryPost(_ => taken++, null));
            gate.Set();
            return Task.CompletedTask;
        });

        Assert.Equal(5000, taken);
    }

    /// <summary>On a thread of its own: the pump executes at once what is posted on the thread that pumped.</summary>
    private static void RunElsewhere(Action action)
    {
        var errors = new ConcurrentQueue<Exception>();
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (OperationCanceledException error)
            {
                errors.Enqueue(error);
            }
        });
        thread.Start();
        thread.Join();
        if (errors.TryDequeue(out Exception? thrown)) throw thrown;
    }

    [Fact]
    public void The_pipeline_thread_looks_up_while_nothing_is_posted()
    {
        Thread? seen = null;
        var reply = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pump = new PipelinePump(CancellationToken.None, () =>
        {
            seen = Thread.CurrentThread;
            reply.TrySetResult(true);
        });
        pump.Run(_ => reply.Task);
        Assert.Same(Thread.CurrentThread, seen);
    }
}
