using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;

namespace CalDavSync.Benchmarks;

/// <summary>
/// What listing many members costs in memory: SMALL-LISTING LARGE-LISTING MEMBERS, two lines of responders. The small listing comes
/// first and is the baseline: it has loaded and compiled everything that the large one needs.
/// </summary>
internal static class MemoryProbe
{
    public static async Task RunAsync(string[] arguments)
    {
        int members = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        string folder = Directory.CreateTempSubdirectory("caldavsync-memory-").FullName;
        try
        {
            await ListAsync(ServerLine.Parse(arguments[0]), Path.Combine(folder, "small")).ConfigureAwait(false);
            long heap = GC.GetTotalMemory(forceFullCollection: true);
            long resident = Environment.WorkingSet;
            using var peaks = new PeakMemory();
            long start = Stopwatch.GetTimestamp();
            CountingObserver seen = await ListAsync(ServerLine.Parse(arguments[1]), Path.Combine(folder, "large")).ConfigureAwait(false);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            peaks.Stop();
            if (seen.Items != members) throw new InvalidOperationException($"{seen.Items} members listed instead of {members}");
            long state = new DirectoryInfo(Path.Combine(folder, "large")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                ## {members:N0} members in memory

                A listing of {members:N0} members with entity tags from a responder that only writes, stateful, the map of members included;
                the baseline is the same process after a listing of 100.

                | | peak above the baseline |
                |---|---|
                | working set | {(peaks.WorkingSet - resident) / 1048576.0:0.0} MiB |
                | managed heap, garbage included | {(peaks.ManagedHeap - heap) / 1048576.0:0.0} MiB, {(peaks.ManagedHeap - heap) / (double)members:0} bytes a member |
                | state on disk | {state / (double)members:0} bytes a member |

                It took {seconds:0.00} s, {members / seconds:N0} members a second.
                """));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<CountingObserver> ListAsync(ServerLine server, string state)
    {
        using EngineSession session = await EngineSession.OpenAsync(server.Home, server.User, server.Password, CancellationToken.None).ConfigureAwait(false);
        var observer = new CountingObserver();
        await session.RunAsync(new SyncRequest(session.Calendar) { StatePath = state }, observer, CancellationToken.None).ConfigureAwait(false);
        return observer;
    }
}
