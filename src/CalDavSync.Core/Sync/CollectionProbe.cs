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
    public static async Task<string?> ReadCTagAsync(SyncRun run, CancellationToken cancellationToken)
    {
        string? ctag = null;
        try
        {
            await run.Requester.SendAsync(
                "PROPFIND",
                run.Address.Uri,
                "0",
                RequestBody.Propfind(DavName.CTag),
                "calendar " + run.Calendar,
                row =>
                {
                    string? text = row.Text(DavName.CTag)?.Trim();
                    if (!string.IsNullOrEmpty(text)) ctag = text;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (TokenRejection.MeansNoReport(exception))
        {
            run.Log.Verbose($"There is no collection tag of {run.Calendar} to look at. {exception.Message}");
        }

        return ctag;
    }
}
