using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>What an answer's status, and where it takes that the beginning of its body, says about trying again.</summary>
internal readonly struct RetryVerdict
{
    /// <summary>As much of a body as is looked at, in bytes.</summary>
    public const int LookAhead = 8192;

    private RetryVerdict(bool isBusy, string reason, bool isAboutWriting = false)
    {
        IsTemporary = true;
        IsBusy = isBusy;
        Reason = reason;
        IsAboutWriting = isAboutWriting;
    }

    /// <summary>The request may succeed later.</summary>
    public bool IsTemporary { get; }

    /// <summary>The server refused to act because of load: not the last word on the request, and safe to repeat for writes.</summary>
    public bool IsBusy { get; }

    /// <summary>A server that never does this says the same, however often it is asked.</summary>
    public bool IsAboutWriting { get; }

    public string Reason { get; }

    /// <summary>Judges the answer; its body can still be read whole.</summary>
    public static async Task<RetryVerdict> OfAsync(ReceivedAnswer answer, HttpCall call)
    {
        switch (answer.Status)
        {
            case 429 or 503:
                return new(true, $"the server is busy (status {answer.Status}).");
            case 501 when call.Method is "PUT" or "DELETE":
                // Where others are served it means that too much goes on at once (Q129); nothing was done (RFC 9110 section 15.6.2).
                return new(true, "the server has no room for another request (status 501).", isAboutWriting: true);
            case 502 or 504 when RetryPolicy.IsRepeatable(call):
                return new(false, $"a gateway failed (status {answer.Status}).");
            case 500 when RetryPolicy.IsRepeatable(call):
                // Google has its limit in this form too (Q125). One item a server stumbles over may look the same, so that it is the last word in the end.
                var text = await answer.Body.PeekAsync(LookAhead).ConfigureAwait(false);
                return RateLimit.IsIn(text) ? new(false, "the server limits the rate of requests (status 500).") : default;
            case 507 when RetryPolicy.IsRepeatable(call) && call.Method != "PUT":
                // Some servers send a usable multistatus with this status (Q41), others name a condition that will not pass (Q36, Q37).
                var beginning = await answer.Body.PeekAsync(LookAhead).ConfigureAwait(false);
                return RateLimit.IsMultistatus(beginning) || RateLimit.IsNamedError(beginning) ? default : new(false, "the server is out of resources (status 507).");
            case 403:
                // Who is told when to come back is not locked out.
                if (answer.Response.Headers.RetryAfter != null) return new(true, "the server limits the rate of requests (status 403 with Retry-After).");
                var body = await answer.Body.PeekAsync(LookAhead).ConfigureAwait(false);
                return RateLimit.IsIn(body) ? new(true, "the server limits the rate of requests (status 403).") : default;
            default:
                return default;
        }
    }
}
