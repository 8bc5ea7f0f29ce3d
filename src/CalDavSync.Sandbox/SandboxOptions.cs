using System;
using System.Collections.Generic;

namespace CalDavSync.Sandbox;

/// <summary>What a sandbox is started with. The defaults give a well-behaved server with one empty calendar.</summary>
public sealed class SandboxOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>How many items the calendar <c>work</c> starts with: always the same ones for the same number.</summary>
    public int Seed { get; set; }

    /// <summary>Name of a server profile (see <see cref="SandboxProfiles.All"/>), or null for a well-behaved server.</summary>
    public string? Profile { get; set; }

    /// <summary>Names of quirks (see <see cref="SandboxQuirks.All"/>) in addition to those of the profile; case does not matter.</summary>
    public IReadOnlyList<string> Quirks { get; set; } = Array.Empty<string>();

    /// <summary>The one user of the server.</summary>
    public string UserName { get; set; } = "alice";

    /// <summary>The password, or the token when <see cref="Authentication"/> is Bearer; null makes one that is new each time.</summary>
    public string? Password { get; set; }

    /// <summary>How the user signs in.</summary>
    public SandboxAuthentication Authentication { get; set; } = SandboxAuthentication.Basic;

    /// <summary>The server's clock; null is the system's.</summary>
    public ISandboxClock? Clock { get; set; }

    /// <summary>Rows per sync-collection answer before it is truncated as RFC 6578 section 3.6 says; 0 is unlimited.</summary>
    public int PageSize { get; set; }

    /// <summary>Called after each answered request, from the thread that served it; must not throw.</summary>
    public Action<SandboxRequest>? RequestLog { get; set; }
}
