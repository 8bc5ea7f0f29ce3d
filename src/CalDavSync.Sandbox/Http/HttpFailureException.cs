using System;

namespace CalDavSync.Sandbox.Http;

/// <summary>Ends the handling of a request with a given answer.</summary>
internal sealed class HttpFailureException : Exception
{
    public HttpFailureException(int status, string message)
        : this(HttpResponse.Text(status, message + "\n"), message)
    {
    }

    public HttpFailureException(HttpResponse response, string message)
        : base(message) => Response = response;

    public HttpResponse Response { get; }
}
