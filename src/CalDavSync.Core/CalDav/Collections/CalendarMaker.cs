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
        CalDavException? refusal = await SendPersistentlyAsync(uri, CollectionBody.MakeCalendar(properties), cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            // The condition is plain (RFC 4791 section 5.3.1.1) even where a look finds nothing, as over a calendar in a trash bin.
            bool isTaken = refusal.Conditions.Contains("resource-must-be-null");
            if (isTaken || await FindAsync(uri, cancellationToken).ConfigureAwait(false) is not null) throw Exists(uri, refusal);
            if (refusal is NotAuthenticatedException or ServerBusyException or QuotaExceededException) throw refusal;
            await MakeOtherwiseAsync(uri, properties, refusal, cancellationToken).ConfigureAwait(false);
        }

        CalDavCalendar calendar = await FindAsync(uri, cancellationToken).ConfigureAwait(false) ?? throw new UnexpectedAnswerException(
            $"The server says that it made {uri}, but there is nothing.")
        { Uri = uri, Method = "MKCALENDAR" };
        PropertyChange[] missing = properties.Where(property => IsMissing(property, calendar)).ToArray();
        if (missing.Length == 0) return calendar;
        foreach (CalDavException error in await new CalendarUpdate(_client, _context).RunAsync(calendar, missing, cancellationToken).ConfigureAwait(false)) onRefused(error);
        return await FindAsync(uri, cancellationToken).ConfigureAwait(false) ?? calendar;
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

    // A server that drops a kept connection takes the request with it. What is there by then may be anybody's, so only nothing is a reason to ask again.
    private async Task<CalDavException?> SendPersistentlyAsync(Uri uri, byte[]? body, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync("MKCALENDAR", uri, body, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionFailedException lost) when (!lost.WasNeverSent)
        {
            if (await FindAsync(uri, cancellationToken).ConfigureAwait(false) is not null) throw;
            _context.Log.Verbose($"{lost.Message} There is nothing at {uri}; asking again.");
            return await SendAsync("MKCALENDAR", uri, body, cancellationToken).ConfigureAwait(false);
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

    // Taken silently is not taken: what can be seen is compared.
    private static bool IsMissing(PropertyChange property, CalDavCalendar calendar)
    {
        if (property.Xml is null || property.Value is null) return false;
        if (property.Name == DavName.DisplayName) return calendar.DisplayName != property.Value.Trim();
        if (property.Name == DavName.CalendarDescription) return calendar.Description != property.Value.Trim();
        if (property.Name == DavName.CalendarColor) return !string.Equals(calendar.Color, property.Value, StringComparison.OrdinalIgnoreCase);
        return property.Name == DavName.CalendarOrder && calendar.Order?.ToString(System.Globalization.CultureInfo.InvariantCulture) != property.Value;
    }

    private static CalendarExistsException Exists(Uri uri, CalDavException refusal) =>
        new($"There is something at {uri} already.", refusal) { Uri = uri, Method = refusal.Method, StatusCode = refusal.StatusCode, Conditions = refusal.Conditions };
}
