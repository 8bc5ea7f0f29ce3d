using System;
using System.Net.Http;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>
/// When to try again, and how long to wait: the interval doubles with each retry and gets jitter; what the server asks for (Retry-After, in
/// seconds or as a date) goes first. No wait exceeds the maximum and their number is limited, so the whole is bounded; a server that wants much
/// more than that is not waited for.
/// </summary>
internal sealed class RetryPolicy
{
    // A maintenance may end sooner than it is announced; one of hours or days will not end while somebody waits.
    private const int LongestAskedFor = 10;

    /// <summary>How often a series of retries may be repeated while the server serves other requests and asks for short waits.</summary>
    public const int FurtherRounds = 9;

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(10);

    private readonly TransportOptions _options;
    private readonly IClock _clock;

    public RetryPolicy(TransportOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
    }

    public int MaximumCount => Math.Max(0, _options.MaximumRetryCount);

    /// <summary>The request may be sent again although it may have been carried out.</summary>
    public static bool IsRepeatable(HttpCall call) => call.IsRepeatable ?? call.Method is "GET" or "HEAD" or "OPTIONS" or "PROPFIND" or "REPORT";

    /// <summary>The time the server names is one that a wait can come near to.</summary>
    public bool IsWorthWaiting(TimeSpan? retryAfter) => !(retryAfter?.TotalSeconds > LongestAskedFor * _options.MaximumRetryDelay.TotalSeconds);

    /// <summary>The server names a wait of seconds, as one does that limits the rate of requests.</summary>
    public bool IsShort(TimeSpan? retryAfter) => retryAfter <= ShortWait;

    /// <summary>The wait before the retry with this number, counted from 0.</summary>
    public TimeSpan Delay(int retry, TimeSpan? retryAfter)
    {
        var seconds = retryAfter?.TotalSeconds
            ?? _options.RetryInterval.TotalSeconds * Math.Pow(2, Math.Min(retry, 30)) * (0.75 + (_clock.NextRandom() / 2));
        return TimeSpan.FromSeconds(Math.Max(0, Math.Min(seconds, _options.MaximumRetryDelay.TotalSeconds)));
    }

    /// <summary>What the server asked for, never negative; null when it did not say.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } asked) return null;

        // A date is meant by the server's clock, which need not agree with this one.
        var wait = asked.Delta ?? asked.Date - (response.Headers.Date ?? _clock.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
