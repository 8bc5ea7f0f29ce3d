using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.Support;

/// <summary>Sends one request and takes whatever comes back as a fact. Only what ends the whole test is an exception.</summary>
internal sealed class ProbeRequester
{
    private const int MaximumReads = 3;

    private readonly IHttpTransport _transport;
    private readonly RequestContext _context;

    public ProbeRequester(IHttpTransport transport, RequestContext context)
    {
        _transport = transport;
        _context = context;
    }

    public RequestContext Context => _context;

    public Task<ProbeAnswer> ReportAsync(CollectionAddress collection, byte[] body, string depth, CancellationToken cancellationToken) =>
        SendAsync(new HttpCall("REPORT", collection.Uri) { Depth = depth, Body = body, ContentType = RequestBody.ContentType }, collection, cancellationToken);

    public Task<ProbeAnswer> PropfindAsync(CollectionAddress collection, string depth, CancellationToken cancellationToken, params DavName[] properties) =>
        SendAsync(
            new HttpCall("PROPFIND", collection.Uri) { Depth = depth, Body = RequestBody.Propfind(properties), ContentType = RequestBody.ContentType },
            collection,
            cancellationToken);

    public Task<ProbeAnswer> GetAsync(CollectionAddress collection, Uri item, CancellationToken cancellationToken) =>
        SendAsync(new HttpCall("GET", item), collection, cancellationToken);

    /// <summary>Writes an item of the test's own, which is harmless to repeat over a connection that broke.</summary>
    public Task<ProbeAnswer> PutAsync(CollectionAddress collection, Uri item, string text, CancellationToken cancellationToken, params KeyValuePair<string, string>[] headers) =>
        SendAsync(
            new HttpCall("PUT", item) { IsRepeatable = true, Body = Encoding.UTF8.GetBytes(text), ContentType = "text/calendar; charset=utf-8", Headers = headers },
            collection,
            cancellationToken);

    public Task<ProbeAnswer> DeleteAsync(CollectionAddress collection, Uri item, CancellationToken cancellationToken, params KeyValuePair<string, string>[] headers) =>
        SendAsync(new HttpCall("DELETE", item) { IsRepeatable = true, Headers = headers }, collection, cancellationToken);

    public Task<ProbeAnswer> MakeAsync(string method, CollectionAddress collection, byte[] body, CancellationToken cancellationToken) =>
        SendAsync(new HttpCall(method, collection.Uri) { Body = body, ContentType = RequestBody.ContentType }, collection, cancellationToken);

    private async Task<ProbeAnswer> SendAsync(HttpCall call, CollectionAddress collection, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using HttpAnswer answer = await _transport.SendAsync(call, _context, cancellationToken).ConfigureAwait(false);
                if (ReferenceEquals(call.Uri, collection.Uri)) collection.AnswersFrom(answer.Uri);
                return await ReadAsync(answer, collection, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectionFailedException) when (attempt < MaximumReads && call.Method is "REPORT" or "PROPFIND" or "GET")
            {
                _context.Log.Verbose($"The answer to {call.Method} {call.Uri} was cut; asking again.");
            }
            catch (CalDavException exception) when (exception is not NotAuthenticatedException && exception.StatusCode is { } status)
            {
                // The transport gave up after its retries; that too is an answer.
                return new ProbeAnswer { Status = status, Conditions = exception.Conditions, Text = exception.Message };
            }
        }
    }

    private static async Task<ProbeAnswer> ReadAsync(HttpAnswer answer, CollectionAddress collection, CancellationToken cancellationToken)
    {
        var result = new ProbeAnswer
        {
            Status = answer.Status,
            ETag = answer.FirstHeader("ETag"),
            Location = answer.FirstHeader("Location"),
            Coding = answer.FirstHeader("Content-Encoding"),
        };
        bool mayBeMultistatus = answer.Status is 207 or 507 || (answer.Status == 200 && answer.Method is "REPORT" or "PROPFIND");
        if (!mayBeMultistatus)
        {
            DavFailure body = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            result.Conditions = body.Conditions;
            result.Text = body.Text;
            return result;
        }

        try
        {
            MultistatusEnd end = await MultistatusReader.ReadAsync(answer, row => Sort(row, collection, result), cancellationToken).ConfigureAwait(false);
            result.SyncToken = end.SyncToken;
            result.IsMultistatus = true;
        }
        catch (UnexpectedAnswerException exception)
        {
            bool limits = exception.ResponseExcerpt?.Contains("number-of-matches-within-limits") == true;
            if (limits) result.Conditions = new[] { "number-of-matches-within-limits" };
            result.Text = exception.ResponseExcerpt ?? string.Empty;
        }

        return result;
    }

    private static void Sort(MultistatusRow row, CollectionAddress collection, ProbeAnswer answer)
    {
        if (row.Status == 507)
        {
            answer.IsTruncated = true;
            return;
        }

        switch (collection.Locate(row.Href, out string key))
        {
            case MemberPlace.Self:
                answer.Self = row;
                break;
            case MemberPlace.Foreign:
                answer.Foreign++;
                break;
            default:
                if (!row.Href.EndsWith("/", StringComparison.Ordinal)) answer.Members[key] = new ProbeRow(row.Href, row.ETag, row.IsGone, row.CalendarData is not null);
                break;
        }
    }
}
