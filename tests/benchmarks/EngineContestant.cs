using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;

namespace CalDavSync.Benchmarks;

/// <summary>The engine as a contestant: CALENDAR USER PASSWORD STATE-FOLDER; reads steps, answers "ok seconds items".</summary>
internal static class EngineContestant
{
    public static async Task RunAsync(string[] arguments)
    {
        using EngineSession session = await EngineSession.OpenAsync(new Uri(arguments[0]), arguments[1], arguments[2], CancellationToken.None).ConfigureAwait(false);
        int states = 0;
        SyncRequest Stateful(bool withContent) => new(session.Calendar)
        {
            StatePath = Path.Combine(arguments[3], states.ToString(CultureInfo.InvariantCulture)),
            IncludeContent = withContent,
        };
        string version = typeof(SyncEngine).Assembly.GetName().Version!.ToString(3);
        Console.WriteLine($"ready CalDavSync {version} on .NET {Environment.Version}");
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Step step = Enum.Parse<Step>(line.Trim(), ignoreCase: true);
            // A first sync is one without state: a new folder for each.
            if (step is Step.Initial or Step.Listing) states++;
            SyncRequest request = Stateful(withContent: step != Step.Listing);
            var observer = new CountingObserver();
            long start = Stopwatch.GetTimestamp();
            await session.RunAsync(request, observer, CancellationToken.None).ConfigureAwait(false);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(observer.Error is { } error
                ? $"error {error.Message.ReplaceLineEndings(" ")}"
                : string.Create(CultureInfo.InvariantCulture, $"ok {seconds} {observer.Items}"));
        }
    }
}
