using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.CalDav.Collections;

/// <summary>
/// Makes a calendar: MKCALENDAR, else extended MKCOL, else MKCALENDAR with fewer properties and the rest by PROPPATCH. Whether it is there
/// afterwards is looked up, because status codes are not to be relied on (Calypso answers 201 and makes nothing).
/// </summary>
internal sealed class CalendarMaker
{
    private readonly CalDavClient _client;
    private readonly RequestContext _context;

    public CalendarMaker(CalDavClient client, RequestContext context)
    {
        _client = client;
        _context = context;
    }

    /// <summary>The new calendar as the server shows it.</summary>
    /// <param name="onRefused">Receives an error for each property the server did not take.</param>
    /// <exception cref="CalendarExistsException">There is something at that address.</exception>
    /// <exception cref="CalDavException">The subclass says what else went wrong.</exception>
    public async Task<CalDavCalendar> MakeAsync(
        Uri home, string segment, IReadOnlyList<PropertyChange> properties, Action<CalDavException> onRefused, CancellationToken cancellationToken)
    {
        var uri = new Uri(home.AbsoluteUri.TrimEnd('/') + "/" + segment + "/");
        bool wasFree = await IsFreeAsync(uri, cancellationToken).ConfigureAwait(false);
        CalDavException? refusal = await SendPersistentlyAsync(uri, CollectionBody.MakeCalendar(properties), wasFree, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            // The condition is plain (RFC 4791 section 5.3.1.1) even where a look finds nothing, as over a calendar in a trash bin.
            bool isTaken = refusal.Conditions.Contains("resource-must-be-null");
            CalDavCalendar? there = isTaken ? null : await FindAsync(uri, cancellationToken).ConfigureAwait(false);
            // A gateway loses answers too.
            bool isMade = wasFree && refusal is ServerFailureException && there is { IsOrdinaryCollection: false };
            if (!isMade && (isTaken || there is not null)) throw Exists(uri, refusal);
            if (refusal is NotAuthenticatedException or ServerBusyException or QuotaExceededException) throw refusal;
            if (!isMade) await MakeOtherwiseAsync(uri, properties, refusal, cancellationToken).ConfigureAwait(false);
        }

        CalDavCalendar calendar = await FindAsync(uri, cancellationToken).ConfigureAwait(false) ?? throw new UnexpectedAnswerException(
            $"The server says that it made {uri}, but there is nothing.")
        { Uri = uri, Method = "MKCALENDAR" };
        PropertyChange[] missing = properties.Where(property => !PropertyComparison.IsAsAsked(property, calendar)).ToArray();
        if (missing.Length == 0) return calendar;
        try
        {
            foreach (CalDavException error in await new CalendarUpdate(_client, _context).RunAsync(calendar, missing, cancellationToken).ConfigureAwait(false)) onRefused(error);
            return await FindAsync(uri, cancellationToken).ConfigureAwait(false) ?? calendar;
        }
        catch (CalDavException error)
        {
            // The calendar is there all the same, and who asked for it has to know.
            onRefused(error);
            return calendar;
        }
    }

    private async Task MakeOtherwiseAsync(Uri uri, IReadOnlyList<PropertyChange> properties, CalDavException refusal, CancellationToken cancellationToken)
    {
        _context.Log.Verbose($"MKCALENDAR does not work as sent; trying extended MKCOL. {refusal.Message}");
        CalDavException? second = await SendAsync("MKCOL", uri, CollectionBody.MakeCollection(properties), cancellationToken).ConfigureAwait(false);
        if (second is null) return;
        _context.Log.Verbose($"Extended MKCOL does not work either; trying MKCALENDAR with fewer properties. {second.Message}");
        PropertyChange[] fewer = properties.Where(property => property.Name == DavName.SupportedComponents).ToArray();
        CalDavException? third = fewer.Length == properties.Count
            ? refusal
            : await SendAsync("MKCALENDAR", uri, CollectionBody.MakeCalendar(fewer), cancellationToken).ConfigureAwait(false);
        // The first refusal is about what was wanted.
        if (third is not null) throw refusal;
    }

    // The answer may be lost after the calendar was made, or a kept connection dropped together with the request. What was not there before is ours
    // then; where that is not known, it may be anybody's.
    private async Task<CalDavException?> SendPersistentlyAsync(Uri uri, byte[]? body, bool wasFree, CancellationToken cancellationToken)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                return await SendAsync("MKCALENDAR", uri, body, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException lost) when (lost is ConnectionFailedException { WasNeverSent: false } or RequestTimedOutException)
            {
                CalDavCalendar? there = await FindAsync(uri, cancellationToken).ConfigureAwait(false);
                bool isOurs = there is { IsOrdinaryCollection: false } && wasFree;
                // A server that has not answered in time may still be at it.
                if (!isOurs && (there is not null || !isFirst || lost is RequestTimedOutException)) throw;
                _context.Log.Verbose($"{lost.Message} {(isOurs ? $"But {uri} was made." : $"There is nothing at {uri}; asking again.")}");
                if (isOurs) return null;
            }
        }
    }

    /// <summary>The server says that there is nothing; false also when it does not tell.</summary>
    private async Task<bool> IsFreeAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            bool isThere = false;
            await new DavRequester(_client.Transport, _context).SendAsync(
                "PROPFIND", uri, "0", RequestBody.Propfind(DavName.ResourceType), "the new calendar " + uri.AbsolutePath, row => isThere |= !row.IsGone, cancellationToken).ConfigureAwait(false);
            return !isThere;
        }
        catch (CalendarNotFoundException)
        {
            return true;
        }
        catch (CalDavException exception) when (exception is RequestRefusedException or AccessDeniedException or ServerFailureException or UnexpectedAnswerException)
        {
            _context.Log.Verbose($"Nobody can tell whether there is anything at {uri}. {exception.Message}");
            return false;
        }
    }

    private async Task<CalDavException?> SendAsync(string method, Uri uri, byte[]? body, CancellationToken cancellationToken)
    {
        var call = new HttpCall(method, uri) { Body = body, ContentType = body is null ? null : RequestBody.ContentType };
        using HttpAnswer answer = await _client.Transport.SendAsync(call, _context, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 201 or 204) return null;
        DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 207 && failure.Status == 207 && failure.Conditions.Count == 0) return null;
        return failure.ToException(isItem: false, "the new calendar " + uri.AbsolutePath);
    }

    private async Task<CalDavCalendar?> FindAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetCollectionAsync(uri, _context, cancellationToken).ConfigureAwait(false);
        }
        catch (CalendarNotFoundException)
        {
            return null;
        }
    }

    private static CalendarExistsException Exists(Uri uri, CalDavException refusal) =>
        new($"There is something at {uri} already.", refusal) { Uri = uri, Method = refusal.Method, StatusCode = refusal.StatusCode, Conditions = refusal.Conditions };
}
