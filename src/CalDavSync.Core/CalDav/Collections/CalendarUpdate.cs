using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.CalDav.Collections;

/// <summary>Changes properties of a calendar by PROPPATCH (RFC 4918 section 9.2) and tells which ones the server did not take.</summary>
internal sealed class CalendarUpdate
{
    private const int FailedDependency = 424;

    private readonly CalDavClient _client;
    private readonly RequestContext _context;

    public CalendarUpdate(CalDavClient client, RequestContext context)
    {
        _client = client;
        _context = context;
    }

    /// <summary>
    /// One error for each refused property; empty when all were taken. A request is carried out whole or not at all, so the properties a
    /// refused one drags along are sent again without it. What the server says nothing of is read back.
    /// </summary>
    /// <exception cref="CalDavException">The request as a whole failed.</exception>
    public async Task<IReadOnlyList<CalDavException>> RunAsync(CalDavCalendar calendar, IReadOnlyList<PropertyChange> changes, CancellationToken cancellationToken)
    {
        var errors = new List<CalDavException>();
        IReadOnlyList<PropertyChange> pending = changes;
        PropertyChange[] unconfirmed = Array.Empty<PropertyChange>();
        while (pending.Count > 0)
        {
            Dictionary<DavName, int> status;
            try
            {
                status = await SendAsync(calendar, pending, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException exception) when (exception is RequestRefusedException or AccessDeniedException or ServerFailureException)
            {
                // SOGo and Xandikos refuse a whole request without saying for which property.
                if (pending.Count == 1) errors.Add(Whole(calendar, pending[0], exception));
                else foreach (PropertyChange change in pending) errors.AddRange(await RunAsync(calendar, new[] { change }, cancellationToken).ConfigureAwait(false));
                break;
            }

            PropertyChange[] refused = pending.Where(change => status.TryGetValue(change.Name, out int code) && code is not (>= 200 and < 300 or FailedDependency)).ToArray();
            PropertyChange[] dragged = pending.Where(change => status.TryGetValue(change.Name, out int code) && code == FailedDependency).ToArray();
            PropertyChange[] unsaid = pending.Where(change => !status.ContainsKey(change.Name)).ToArray();
            foreach (PropertyChange change in refused) errors.Add(Refusal(calendar, change, status[change.Name]));
            if (refused.Length == 0)
            {
                foreach (PropertyChange change in dragged) errors.Add(Refusal(calendar, change, FailedDependency));
                unconfirmed = unsaid;
                break;
            }

            pending = dragged.Concat(unsaid).ToArray();
        }

        if (unconfirmed.Length > 0) await VerifyAsync(calendar, unconfirmed, errors, cancellationToken).ConfigureAwait(false);
        return errors;
    }

    private async Task VerifyAsync(CalDavCalendar calendar, PropertyChange[] unconfirmed, List<CalDavException> errors, CancellationToken cancellationToken)
    {
        CalDavCalendar now = await _client.GetCollectionAsync(calendar.Uri, _context, cancellationToken).ConfigureAwait(false);
        foreach (PropertyChange change in unconfirmed.Where(change => !PropertyComparison.IsAsAsked(change, now)))
        {
            errors.Add(new RequestRefusedException($"The server does not say that it took {change.Name.Local} for {calendar}, and does not show it either.") { Uri = calendar.Uri, Method = "PROPPATCH" });
        }
    }

    private async Task<Dictionary<DavName, int>> SendAsync(CalDavCalendar calendar, IReadOnlyList<PropertyChange> changes, CancellationToken cancellationToken)
    {
        var call = new HttpCall("PROPPATCH", calendar.Uri)
        {
            Body = CollectionBody.Update(changes),
            ContentType = RequestBody.ContentType,
            // Setting a property twice is setting it once.
            IsRepeatable = true,
        };
        var status = new Dictionary<DavName, int>();
        using HttpAnswer answer = await _client.Transport.SendAsync(call, _context, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 201 or 204) return status;
        if (answer.Status != 207)
        {
            DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            throw failure.ToException(isItem: false, $"the properties of {calendar}");
        }

        try
        {
            await MultistatusReader.ReadAsync(answer, row => Collect(row, changes, status), cancellationToken).ConfigureAwait(false);
        }
        catch (UnexpectedAnswerException exception)
        {
            // An answer without a readable word is one that says nothing (Q121), and what was read of it stands.
            _context.Log.Verbose(exception.Message);
        }

        return status;
    }

    private static void Collect(MultistatusRow row, IReadOnlyList<PropertyChange> changes, Dictionary<DavName, int> status)
    {
        foreach (PropertyChange change in changes)
        {
            int? code = row.StatusOf(change.Name) ?? (row.HasPropstat ? null : row.Status);
            // Removing what is not there is done.
            if (code is { } value) status[change.Name] = change.Xml is null && value == 404 ? 200 : value;
        }
    }

    private static CalDavException Whole(CalDavCalendar calendar, PropertyChange change, CalDavException cause)
    {
        string message = $"The server does not take {change.Name.Local} for {calendar} (status {cause.StatusCode}).";
        CalDavException refusal = cause is AccessDeniedException ? new AccessDeniedException(message, cause) : new RequestRefusedException(message, cause);
        refusal.Uri = calendar.Uri;
        refusal.Method = "PROPPATCH";
        refusal.StatusCode = cause.StatusCode;
        refusal.Conditions = cause.Conditions;
        refusal.ResponseExcerpt = cause.ResponseExcerpt;
        return refusal;
    }

    private static RequestRefusedException Refusal(CalDavCalendar calendar, PropertyChange change, int status) =>
        new($"The server does not take {change.Name.Local} for {calendar} (status {status}).") { Uri = calendar.Uri, Method = "PROPPATCH", StatusCode = status };
}
