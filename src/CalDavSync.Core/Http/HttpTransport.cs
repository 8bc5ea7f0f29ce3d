using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>
/// Sends calls to one server over HttpClient's handler. Everything that needs judgement is done here and not by the handler: redirects,
/// authentication, decompression, retries, timeouts.
/// </summary>
internal sealed class HttpTransport : IHttpTransport
{
    private const int MaximumSignIns = 3;

    // A nonce that is good for one request serves one of those in parallel at a time; the others try again.
    private const int MaximumStaleSignIns = 24;

    private readonly TransportOptions _options;
    private readonly IClock _clock;
    private readonly TrustedOrigins _trusted;
    private readonly CertificateCheck _certificates;
    private readonly ConnectionPools _pools;
    private readonly RequestFactory _requests;
    private readonly Authenticator _authenticator;
    private readonly RequestSpacing _spacing;
    private readonly RetryPolicy _retries;
    private readonly Patience _patience;
    private readonly Patience _writing;
    private volatile bool _hasAnswered;
    private volatile bool _isClosed;

    /// <param name="options">The settings of the connection.</param>
    /// <param name="origin">The server the credentials are for.</param>
    /// <param name="clock">For waits and jitter.</param>
    /// <param name="handler">Sends in place of the runtime's handler; disposed with this.</param>
    /// <exception cref="ArgumentException">The origin is no http or https address, or a header cannot be sent.</exception>
    public HttpTransport(TransportOptions options, Uri origin, IClock clock, HttpMessageHandler? handler = null)
    {
        _options = options;
        _clock = clock;
        _trusted = new TrustedOrigins(origin);
        _certificates = new CertificateCheck(options.SkipCertificateCheck);
        _requests = new RequestFactory(options);
        _authenticator = new Authenticator(options, _trusted, _requests.Authorization);
        _spacing = new RequestSpacing(options, clock);
        _retries = new RetryPolicy(options, clock);
        _patience = new Patience(clock);
        _writing = new Patience(clock);
        _pools = handler != null
            ? new ConnectionPools(handler)
            : new ConnectionPools(reuse => HttpHandlers.Create(options, _trusted.Origin, _certificates, reuse));
    }

    /// <summary>True once the server wanted the password as Digest in place of Basic.</summary>
    public bool UsesDigest => _authenticator.UsesDigest;

    /// <summary>
    /// Lets the credentials go to a further host as well: one that the signed-in server itself named, over https, of the same parent domain.
    /// False, and nothing changed, when the address is none of that.
    /// </summary>
    public bool TrustHost(Uri address, RequestContext context)
    {
        address = WireAddress.Clean(address);
        if (_trusted.Contains(address)) return true;
        if (!_trusted.TryAdd(address)) return false;
        context.Log.Verbose($"{_trusted.Origin.Host} names {address.Host}, of the same domain: the credentials are used there too.");
        return true;
    }

    public async Task<HttpAnswer> SendAsync(HttpCall call, RequestContext context, CancellationToken cancellationToken)
    {
        var address = WireAddress.Clean(call.Uri);
        var redirection = new Redirection();
        while (true)
        {
            var answer = await SendPersistentlyAsync(call, address, context, cancellationToken).ConfigureAwait(false);
            var isReturned = false;
            try
            {
                if (redirection.Next(answer.Response, answer.Exchange) is not { } next)
                {
                    isReturned = true;
                    return answer.ToAnswer();
                }

                await answer.Body.DiscardAsync().ConfigureAwait(false);
                address = next;
            }
            finally
            {
                if (!isReturned) answer.Body.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _pools.Dispose();
        _authenticator.Dispose();
        _requests.Dispose();
    }

    /// <summary>Sends to one address until there is an answer to keep or the retries are used up.</summary>
    private async Task<ReceivedAnswer> SendPersistentlyAsync(HttpCall call, Uri address, RequestContext context, CancellationToken cancellationToken)
    {
        var hasFreeRepeat = RetryPolicy.IsRepeatable(call);
        var maximum = Math.Min(call.MaximumRetryCount ?? int.MaxValue, _retries.MaximumCount);
        var (answered, written) = (_patience.Answers, _writing.Answers);
        var isHopeless = _patience.IsLost;
        var rounds = 0;
        for (var retry = 0; ; retry++)
        {
            var exchange = new Exchange(call.Method, address, context);
            var (answer, failure) = await SendSignedAsync(call, exchange, cancellationToken).ConfigureAwait(false);
            _hasAnswered |= answer != null;
            // A server that never took a connection or never answered is rather a wrong address than a pause: one more try tells.
            var isUnknown = !_hasAnswered && failure != null;
            var isLast = retry >= (isUnknown ? Math.Min(1, maximum) : maximum);
            string reason;
            TimeSpan? retryAfter = null;
            if (failure != null)
            {
                // A kept connection that the server closed meanwhile breaks at the first use; that says nothing about the server (Q135).
                if (failure.Kind == FailureKind.ConnectionLost && hasFreeRepeat)
                {
                    hasFreeRepeat = false;
                    retry--;
                    context.Log.Verbose($"{exchange.Name}: the connection broke before the answer; sending again at once.");
                    continue;
                }

                if (isLast || !CanRepeat(call, failure.Kind)) throw failure.Error;
                reason = failure.Error.Message;
            }
            else
            {
                var verdict = await RetryVerdict.OfAsync(answer!, call).ConfigureAwait(false);
                if (!verdict.IsAboutWriting && call.Method is "PUT" or "DELETE") _writing.Answered();
                if (!verdict.IsTemporary || (call.IsSentOnce && verdict.IsAboutWriting))
                {
                    _patience.Answered();
                    return answer!;
                }

                retryAfter = _retries.RetryAfter(answer!.Response);
                isLast |= isHopeless || call.IsSentOnce || !_retries.IsWorthWaiting(retryAfter);
                var isInVain = isLast && (retry > 0 || !_retries.IsWorthWaiting(retryAfter));
                if (verdict.IsAboutWriting && (_writing.IsLost || (isInVain && _writing.Lose(written)))) return answer;
                if (isInVain && !_patience.Lose(answered) && verdict.IsBusy && _retries.IsShort(retryAfter) && ++rounds <= RetryPolicy.FurtherRounds)
                {
                    // Others had their turn: a server that takes one request every few seconds gets to this one too (Q128).
                    (retry, answered, isLast) = (0, _patience.Answers, false);
                }

                if (isLast && !verdict.IsBusy) return answer;
                if (isLast) throw await BusyAsync(answer, retryAfter).ConfigureAwait(false);
                reason = verdict.Reason;
                await answer.Body.DiscardAsync().ConfigureAwait(false);
            }

            var delay = _retries.Delay(retry, retryAfter);
            context.Log.Verbose($"{exchange.Name}: {reason} Retry {retry + 1} of {maximum} in {delay.TotalSeconds:0.#} s.");
            await _clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends with credentials, and once more where a challenge can be answered.</summary>
    private async Task<(ReceivedAnswer? Answer, SendFailure? Failure)> SendSignedAsync(HttpCall call, Exchange exchange, CancellationToken cancellationToken)
    {
        _authenticator.RequirePrivateChannel(exchange);
        using var turn = await _authenticator.EnterAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            await _spacing.WaitAsync(cancellationToken).ConfigureAwait(false);
            var isTrusted = _trusted.Contains(exchange.Address);
            var request = _requests.Create(call, exchange.Address, isTrusted);
            var used = _authenticator.Sign(request, exchange.Address);
            var (answer, failure) = await SendOnceAsync(request, call.Body, exchange, cancellationToken).ConfigureAwait(false);
            if (answer == null) return (null, failure);
            if (answer.Status != 401)
            {
                if (isTrusted) _authenticator.Accepted(used, answer.Response);
                return (answer, null);
            }

            var maximum = _authenticator.IsOnlyStale(answer.Response) ? MaximumStaleSignIns : MaximumSignIns;
            var again = attempt < maximum && _authenticator.CanAnswer(used, answer.Response, exchange);
            var excerpt = Excerpt.Of(await answer.Body.PeekAsync(Excerpt.MaximumLength * 4).ConfigureAwait(false));
            await answer.Body.DiscardAsync().ConfigureAwait(false);
            if (!again) throw _authenticator.Refusal(exchange, answer.Response, excerpt);
        }
    }

    private async Task<(ReceivedAnswer? Answer, SendFailure? Failure)> SendOnceAsync(
        HttpRequestMessage request, byte[]? body, Exchange exchange, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var trace = exchange.Context.Log.WantsDebug ? new ExchangeTrace(exchange) : null;
        trace?.Request(request, body);
        exchange.Context.CountRequest();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_options.OperationTimeout > TimeSpan.Zero && _options.OperationTimeout.TotalMilliseconds < int.MaxValue) limit.CancelAfter(_options.OperationTimeout);
        try
        {
            var response = await _pools.For(exchange.Address).SendAsync(request, limit.Token).ConfigureAwait(false);
            trace?.Response(response);
            _pools.Observe(response, exchange);
            return (await ReceivedAnswer.OpenAsync(response, exchange, _options, trace, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (limit.IsCancellationRequested && (error is OperationCanceledException || SendFailure.IsTransport(error)))
        {
            return (null, SendFailure.TimedOut(exchange, _options.OperationTimeout));
        }
        catch (ObjectDisposedException) when (_isClosed)
        {
            throw exchange.Describe(new NotConnectedException("The connection was closed while it was in use."));
        }
        catch (OperationCanceledException error)
        {
            return (null, await SendFailure.ConnectTimedOutAsync(exchange, _options.ConnectionTimeout, error).ConfigureAwait(false));
        }
        catch (Exception error) when (SendFailure.IsTransport(error))
        {
            return (null, await SendFailure.FromAsync(exchange, error, _certificates, HttpHandlers.ProxyTo(exchange.Address, _options), _hasAnswered).ConfigureAwait(false));
        }
    }

    private static bool CanRepeat(HttpCall call, FailureKind kind) =>
        kind == FailureKind.NotSent || (kind == FailureKind.ConnectionLost && RetryPolicy.IsRepeatable(call));

    private static async Task<ServerBusyException> BusyAsync(ReceivedAnswer answer, TimeSpan? retryAfter)
    {
        var excerpt = Excerpt.Of(await answer.Body.PeekAsync(RetryVerdict.LookAhead).ConfigureAwait(false));
        await answer.Body.DiscardAsync().ConfigureAwait(false);
        var when = retryAfter is { } wait ? "in " + WaitText.Of(wait) : "later";
        var error = new ServerBusyException(
            $"{answer.Exchange.Address.Host} is too busy for {answer.Exchange.Name} (status {answer.Status}). Try again {when}, with fewer requests at a time.")
        {
            RetryAfter = retryAfter,
        };
        return answer.Exchange.Describe(error, excerpt);
    }
}
