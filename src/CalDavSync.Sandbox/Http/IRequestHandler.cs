using System;

namespace CalDavSync.Sandbox.Http;

/// <summary>Answers requests; called from many connections at once.</summary>
internal interface IRequestHandler
{
    HttpResponse Handle(HttpRequest request);

    /// <summary>Told when an answer failed half-way for a reason that is not the client's.</summary>
    void Failed(Exception exception);
}
