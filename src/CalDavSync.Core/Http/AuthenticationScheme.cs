namespace CalDavSync.Http;

/// <summary>How the user signs in.</summary>
internal enum AuthenticationScheme
{
    Anonymous,

    /// <summary>User and password: Basic preemptively over a safe channel, Digest when only that is offered.</summary>
    Password,

    /// <summary>A bearer token (RFC 6750).</summary>
    Bearer,

    /// <summary>Negotiate or NTLM with the identity of the process.</summary>
    Integrated,
}
