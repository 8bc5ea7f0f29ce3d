using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Sync;

namespace CalDavSync.SyncProcess;

/// <summary>
/// One run for each line of the input, which says how long a file may become at most, or <c>-</c> for no limit. After the records comes a line
/// with <c>done</c>, or with the error's id and its message.
/// </summary>
internal static class LimitedRuns
{
    public static async Task RunAsync(EngineSession session, SyncRequest request, TextWriter output)
    {
        while (Console.In.ReadLine() is { } limit)
        {
            FileSizeLimit.Set(limit == "-" ? null : long.Parse(limit, CultureInfo.InvariantCulture));
            string outcome = "done";
            try
            {
                await session.RunAsync(request, new LineObserver(output), CancellationToken.None).ConfigureAwait(false);
            }
            catch (CalDavException error)
            {
                outcome = $"{ErrorCatalog.Find(error).ErrorId} {error.Message}";
            }

            FileSizeLimit.Set(null);
            output.WriteLine(outcome);
            output.Flush();
        }
    }
}
