using System;
using CalDavSync.Errors;

namespace CalDavSync.Http;

/// <summary>One request on the wire: what errors about it have to name.</summary>
internal sealed class Exchange
{
    public Exchange(string method, Uri address, RequestContext context)
    {
        Method = method;
        Address = address;
        Context = context;
    }

    public string Method { get; }

    /// <summary>Without user information.</summary>
    public Uri Address { get; }

    public RequestContext Context { get; }

    /// <summary>The status of the answer; null while there is none.</summary>
    public int? Status { get; set; }

    /// <summary>Method and address, for messages.</summary>
    public string Name => $"{Method} {Redaction.Address(Address)}";

    /// <summary>Fills in what the error is about.</summary>
    public T Describe<T>(T error, string? excerpt = null)
        where T : CalDavException
    {
        error.Uri = Address;
        error.Method = Method;
        error.StatusCode = Status;
        error.ResponseExcerpt = excerpt;
        return error;
    }

    public ConnectionFailedException Cut(Exception? cause = null) => Describe(new ConnectionFailedException(
        $"The connection was lost before the answer to {Name} was complete. Try again.", cause));

    public RequestTimedOutException TimedOut(TimeSpan limit) => Describe(new RequestTimedOutException(
        $"{Name}: nothing came from the server for {limit.TotalSeconds:0.###} seconds. Try again, or allow more time with -OperationTimeoutSeconds."));

    public UnexpectedAnswerException Malformed(string what, Exception? cause = null) =>
        Describe(new UnexpectedAnswerException($"The answer to {Name} {what}", cause));
}
