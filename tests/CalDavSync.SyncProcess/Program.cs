using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.SyncProcess;

/// <summary>
/// One stateful run in a process that tests may kill: CALENDAR USER PASSWORD STATE-FOLDER. With a DESTINATION behind them, or <c>-</c> for none,
/// many runs whose files may not become long.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using EngineSession session = await EngineSession.OpenAsync(new Uri(arguments[0]), arguments[1], arguments[2], CancellationToken.None).ConfigureAwait(false);
        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        // Small batches and pages give a killer many moments to choose from.
        var request = new SyncRequest(session.Calendar)
        {
            StatePath = arguments[3],
            Destination = arguments.Length > 4 && arguments[4] != "-" ? arguments[4] : null,
            IncludeContent = true,
            BatchSize = 20,
        };
        if (arguments.Length > 4)
        {
            await LimitedRuns.RunAsync(session, request, output).ConfigureAwait(false);
            return 0;
        }

        await session.RunAsync(request, new LineObserver(output), CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
