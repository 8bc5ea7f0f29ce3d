using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.CalDav;

/// <summary>Sends PROPFIND and REPORT and reads their multistatus.</summary>
internal sealed class DavRequester
{
    private const int MaximumReads = 3;

    private readonly IHttpTransport _transport;
    private readonly RequestContext _context;
    private readonly CollectionAddress? _collection;

    /// <param name="transport">Sends the requests.</param>
    /// <param name="context">Counts them.</param>
    /// <param name="collection">The collection most requests are for: it is told where redirects lead to.</param>
    public DavRequester(IHttpTransport transport, RequestContext context, CollectionAddress? collection = null)
    {
        _transport = transport;
        _context = context;
        _collection = collection;
    }

    public RequestContext Context => _context;

    /// <summary>Sends a request whose answer must be a multistatus; the rows go to <paramref name="onRow"/> as they arrive, again after a cut.</summary>
    /// <param name="what">What is asked for, for messages.</param>
    /// <param name="onWait">Called whenever the answer or its next rows may have to be waited for.</param>
    /// <param name="maximumRetryCount">Retries at most, where the caller has another way to go on.</param>
    /// <exception cref="CalDavException">The subclass says what went wrong.</exception>
    public async Task<MultistatusAnswer> SendAsync(
        string method,
        Uri uri,
        string depth,
        byte[] body,
        string what,
        Action<MultistatusRow> onRow,
        CancellationToken cancellationToken,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null,
        int? maximumRetryCount = null,
        Action? onWait = null)
    {
        var call = new HttpCall(method, uri)
        {
            Depth = depth,
            Body = body,
            ContentType = RequestBody.ContentType,
            Headers = headers ?? Array.Empty<KeyValuePair<string, string>>(),
            MaximumRetryCount = maximumRetryCount,
        };
        int reads = maximumRetryCount is { } retries ? Math.Min(retries + 1, MaximumReads) : MaximumReads;
        for (int attempt = 1; ; attempt++)
        {
            onWait?.Invoke();
            using HttpAnswer answer = await _transport.SendAsync(call, _context, cancellationToken).ConfigureAwait(false);
            if (_collection is not null && ReferenceEquals(uri, _collection.Uri)) _collection.AnswersFrom(answer.Uri);
            try
            {
                return await ReadAsync(answer, method, what, onRow, onWait, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectionFailedException exception) when (attempt < reads)
            {
                // Rows that came before the cut come again; whoever takes them knows the members already.
                _context.Log.Verbose($"The answer of {answer.Uri.Host} was cut; asking again. {exception.Message}");
            }
        }
    }

    private async Task<MultistatusAnswer> ReadAsync(
        HttpAnswer answer,
        string method,
        string what,
        Action<MultistatusRow> onRow,
        Action? onWait,
        CancellationToken cancellationToken)
    {
        if (answer.Status is not (207 or 200 or 507))
        {
            DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            throw failure.ToException(isItem: false, what);
        }

        if (answer.Status == 507) return await ReadInsufficientStorageAsync(answer, what, onRow, onWait, cancellationToken).ConfigureAwait(false);
        MultistatusEnd end = await MultistatusReader.ReadAsync(answer, onRow, cancellationToken, onWait).ConfigureAwait(false);
        if (answer.Status == 200)
        {
            _context.Log.Warning("answered200", $"{answer.Uri.Host} answers {method} with 200 instead of 207; the answer was usable.");
        }

        return new MultistatusAnswer(answer.Uri, end, AnswerFacts.Of(answer));
    }

    // The body of a hard 507 can be a usable multistatus (Q41); when it is not, the status stands.
    private static async Task<MultistatusAnswer> ReadInsufficientStorageAsync(
        HttpAnswer answer,
        string what,
        Action<MultistatusRow> onRow,
        Action? onWait,
        CancellationToken cancellationToken)
    {
        try
        {
            MultistatusEnd end = await MultistatusReader.ReadAsync(answer, onRow, cancellationToken, onWait).ConfigureAwait(false);
            return new MultistatusAnswer(answer.Uri, end, AnswerFacts.Of(answer)) { IsCut = true };
        }
        catch (UnexpectedAnswerException exception)
        {
            bool limits = exception.ResponseExcerpt?.Contains("number-of-matches-within-limits") == true;
            throw new ServerFailureException($"The server answered 507 to {answer.Method} for {what}; it cannot list that much at once.", exception)
            {
                Uri = answer.Uri,
                Method = answer.Method,
                StatusCode = 507,
                Conditions = limits ? new[] { "number-of-matches-within-limits" } : Array.Empty<string>(),
                ResponseExcerpt = exception.ResponseExcerpt,
            };
        }
    }
}
