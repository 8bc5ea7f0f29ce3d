using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Reads the collection tag and what the collection offers now; both are asked anew in each run (Q150).</summary>
internal static class CollectionProbe
{
    /// <summary>The collection tag, or null where there is none or PROPFIND is blocked (Q137).</summary>
    /// <exception cref="CalendarNotFoundException">The collection is gone.</exception>
    public static Task<string?> ReadCTagAsync(SyncRun run, CancellationToken cancellationToken) =>
        ReadAsync(run, DavName.CTag, "collection tag", cancellationToken);

    /// <summary>DAV:sync-token as a property, or null as above.</summary>
    public static Task<string?> ReadTokenAsync(SyncRun run, CancellationToken cancellationToken) =>
        ReadAsync(run, DavName.SyncToken, "sync token", cancellationToken);

    private static async Task<string?> ReadAsync(SyncRun run, DavName name, string what, CancellationToken cancellationToken)
    {
        string? value = null;
        try
        {
            await run.Requester.SendAsync(
                "PROPFIND",
                run.Address.Uri,
                "0",
                RequestBody.Propfind(name),
                "the calendar " + run.Calendar,
                row =>
                {
                    string? text = row.Text(name)?.Trim();
                    if (!string.IsNullOrEmpty(text)) value = text;
                },
                cancellationToken,
                onWait: run.Records.Release).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (TokenRejection.MeansNoReport(exception))
        {
            run.Log.Verbose($"There is no {what} of {run.Calendar} to look at. {exception.Message}");
        }

        return value;
    }

    /// <summary>A PROPFIND finds the collection; false where PROPFIND is blocked, so that nothing is proven.</summary>
    /// <exception cref="CalendarNotFoundException">The collection is gone.</exception>
    public static async Task<bool> IsThereAsync(SyncRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.Requester.SendAsync(
                "PROPFIND", run.Address.Uri, "0", RequestBody.Propfind(DavName.ResourceType), "the calendar " + run.Calendar, _ => { }, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (CalDavException exception) when (TokenRejection.MeansNoReport(exception))
        {
            run.Log.Verbose($"PROPFIND does not tell whether {run.Calendar} is there. {exception.Message}");
            return false;
        }
    }
}
