using System;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>Sends calls to one signed-in server.</summary>
internal interface IHttpTransport : IDisposable
{
    /// <summary>
    /// Sends the call and returns the answer as soon as its headers are there. Follows redirects by hand (RFC 9110 section 15.4, Q130 to Q132),
    /// authenticates, retries 429, 502, 503, 504, rate limits in the shape of 403 (Q125) and lost connections within the limits of the options.
    /// 401 becomes NotAuthenticatedException; every other final status is returned to the caller.
    /// </summary>
    Task<HttpAnswer> SendAsync(HttpCall call, RequestContext context, CancellationToken cancellationToken);
}
