using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace CalDavSync;

/// <summary>A running sandbox: a small CalDAV server on loopback, in memory. Its properties bind to Connect-CalDav.</summary>
public sealed class CalDavSandbox
{
    internal CalDavSandbox(Uri uri, PSCredential credential, string? profile, IReadOnlyList<string> quirks)
    {
        Uri = uri;
        Credential = credential;
        Profile = profile;
        Quirks = ReadableList<string>.Of(quirks);
    }

    /// <summary>The address to connect to.</summary>
    public Uri Uri { get; }

    /// <summary>User and password of the one account.</summary>
    public PSCredential Credential { get; }

    /// <summary>The user of the one account.</summary>
    public string UserName => Credential.UserName;

    /// <summary>The server it imitates; null for a well-behaved one.</summary>
    public string? Profile { get; }

    /// <summary>The misbehaviours it shows, by name.</summary>
    public IReadOnlyList<string> Quirks { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => Uri.Port;

    /// <summary>False after Stop-CalDavSandbox.</summary>
    public bool IsRunning { get; internal set; } = true;

    /// <summary>The address, and the server it imitates.</summary>
    public override string ToString() => Profile is null ? Uri.AbsoluteUri : $"{Profile} at {Uri.AbsoluteUri}";
}
