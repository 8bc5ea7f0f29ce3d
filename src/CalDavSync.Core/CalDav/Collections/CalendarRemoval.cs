using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.CalDav.Collections;

/// <summary>Deletes a calendar with everything in it.</summary>
internal sealed class CalendarRemoval
{
    private readonly CalDavClient _client;
    private readonly RequestContext _context;

    public CalendarRemoval(CalDavClient client, RequestContext context)
    {
        _client = client;
        _context = context;
    }

    /// <summary>
    /// Returns when it is gone. A 404 is looked into, because Cyrus answers so although it deletes, and so is a 202, which promises only that it will
    /// be. An answer is the last word: nothing makes a DELETE conditional, and by the second one the calendar may be another.
    /// </summary>
    /// <exception cref="CalDavException">The subclass says why it is still there.</exception>
    public async Task RunAsync(CalDavCalendar calendar, CancellationToken cancellationToken)
    {
        // The runtime repeats requests without a body by itself; an empty one keeps it from deleting twice.
        var call = new HttpCall("DELETE", calendar.Uri) { Body = Array.Empty<byte>(), IsSentOnce = true };
        using HttpAnswer answer = await _client.Transport.SendAsync(call, _context, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 204) return;
        DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        bool mayBeGone = answer.Status is 202 or 404 or 410;
        bool isGone = mayBeGone && await IsGoneAsync(calendar, cancellationToken).ConfigureAwait(false);
        if (!isGone) throw failure.ToException(isItem: false, $"the calendar {calendar}");
    }

    private async Task<bool> IsGoneAsync(CalDavCalendar calendar, CancellationToken cancellationToken)
    {
        try
        {
            await _client.GetCollectionAsync(calendar.Uri, _context, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (CalendarNotFoundException)
        {
            return true;
        }
    }
}
