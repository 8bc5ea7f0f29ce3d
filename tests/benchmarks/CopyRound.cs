using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Copy;
using CalDavSync.Migration.Reading;
using CalDavSync.SyncProcess;
using CalDavSync.Threading;

namespace CalDavSync.Benchmarks;

/// <summary>One copy into an empty calendar, and a second one when nothing changed.</summary>
/// <param name="Requests">Requests of the copy, reading included.</param>
/// <param name="PeakWorkingSet">Bytes above what the process had before.</param>
/// <param name="PeakHeap">Bytes above what was alive before, garbage included.</param>
internal sealed record CopyRound(double Seconds, int Requests, double RepeatSeconds, int RepeatRequests, long PeakWorkingSet, long PeakHeap)
{
    public static async Task<CopyRound> RunAsync(ServerLine from, Uri source, ServerLine to, Uri target, int events, string states)
    {
        using EngineSession reading = await OpenAsync(from, source).ConfigureAwait(false);
        using EngineSession writing = await OpenAsync(to, target).ConfigureAwait(false);
        using var counter = new RequestCounter();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        long resident = Environment.WorkingSet;
        using var peaks = new PeakMemory(TimeSpan.FromMilliseconds(50));
        (double seconds, CalDavCopyResult result) = await CopyAsync(reading, writing, states).ConfigureAwait(false);
        peaks.Stop();
        if (result.Created != events) throw new InvalidOperationException($"{result} instead of {events} events");
        int requests = counter.Count;
        counter.Clear();
        (double repeat, CalDavCopyResult second) = await CopyAsync(reading, writing, states).ConfigureAwait(false);
        if (second.Skipped != events) throw new InvalidOperationException($"{second} instead of {events} events skipped");
        return new CopyRound(seconds, requests, repeat, counter.Count, peaks.WorkingSet - resident, peaks.ManagedHeap - heap);
    }

    public static async Task<bool> AreEqualAsync(ServerLine server, Uri one, Uri other)
    {
        using EngineSession left = await OpenAsync(server, one).ConfigureAwait(false);
        using EngineSession right = await OpenAsync(server, other).ConfigureAwait(false);
        var comparison = new CalendarComparison(Side(left), Side(right), new ComparisonOptions { Quiet = true }, _ => { }, (_, error) => throw error);
        return await comparison.RunAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static CalendarSide Side(EngineSession session) => new(session.Client, session.Calendar, SystemClock.Instance, SilentLog.Instance);

    private static Task<EngineSession> OpenAsync(ServerLine server, Uri calendar) =>
        EngineSession.OpenAsync(calendar, server.User, server.Password, CancellationToken.None);

    private static async Task<(double Seconds, CalDavCopyResult Result)> CopyAsync(EngineSession source, EngineSession target, string states)
    {
        var request = new CopyRequest(source.Calendar, target.Calendar) { StatePath = states };
        var copy = new CalendarCopy(source.Client, target.Client, request, new StrictCopyObserver(), SilentLog.Instance, SystemClock.Instance);
        long start = Stopwatch.GetTimestamp();
        CalDavCopyResult result = await copy.RunAsync(CancellationToken.None).ConfigureAwait(false);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, result);
    }
}
