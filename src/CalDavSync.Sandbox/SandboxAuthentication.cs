namespace CalDavSync.Sandbox;

/// <summary>How the sandbox wants its user to sign in.</summary>
public enum SandboxAuthentication
{
    /// <summary>User name and password in every request (RFC 7617).</summary>
    Basic,

    /// <summary>Challenge and response with MD5 and a nonce counter (RFC 7616).</summary>
    Digest,

    /// <summary>The password is a bearer token (RFC 6750).</summary>
    Bearer,

    /// <summary>Nobody has to sign in.</summary>
    None,
}
