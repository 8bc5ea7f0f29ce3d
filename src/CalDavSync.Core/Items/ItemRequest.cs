using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;

namespace CalDavSync.Items;

/// <summary>Sends one PUT or DELETE with its conditions.</summary>
internal sealed class ItemRequest
{
    private const string ContentType = "text/calendar; charset=utf-8";

    // The first is RFC 6638 section 8.1, made for DELETE; sabre and its kin heed it for PUT too. The second is what Cyrus heeds.
    private static readonly KeyValuePair<string, string>[] Silence = { new("Schedule-Reply", "F"), new("Scheduling-Enabled", "F") };

    private readonly IHttpTransport _transport;
    private readonly CalDavCalendar _calendar;
    private readonly RequestContext _context;
    private readonly bool _ignoresIfHeader;

    public ItemRequest(CalDavClient client, CalDavCalendar calendar, RequestContext context, WritingHabits habits)
    {
        _transport = client.Transport;
        _calendar = calendar;
        _context = context;
        _ignoresIfHeader = habits.IgnoresIfHeader;
    }

    /// <summary>Sends it; the answer is the caller's to judge and dispose.</summary>
    /// <param name="text">The text to store; null deletes.</param>
    /// <param name="condition">If-Match or If-None-Match with its value; null for none, and then the request is never repeated by itself.</param>
    public Task<HttpAnswer> SendAsync(Uri uri, string? text, KeyValuePair<string, string>? condition, WriteOptions options, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (condition is { } header) headers.Add(header);
        if (options.IfSyncToken is { } token) headers.Add(new("If", TokenCondition(token)));
        if (options.IsSilent) headers.AddRange(Silence);
        var call = new HttpCall(text is null ? "DELETE" : "PUT", uri)
        {
            // The runtime repeats requests without a body by itself; an empty one keeps an unconditional DELETE from that.
            Body = text is not null ? Encoding.UTF8.GetBytes(text) : condition is null ? Array.Empty<byte>() : null,
            ContentType = text is null ? null : ContentType,
            Headers = headers,
            IsRepeatable = condition is not null,
        };
        return _transport.SendAsync(call, _context, cancellationToken);
    }

    private string TokenCondition(string token)
    {
        string value = SyncTokenCondition.Value(_calendar, token);
        if (_ignoresIfHeader)
        {
            _context.Log.Warning("ifHeader", $"{_calendar} is on a server that is known to ignore -IfSyncToken: the write is not conditional on the collection.");
        }

        return value;
    }
}
