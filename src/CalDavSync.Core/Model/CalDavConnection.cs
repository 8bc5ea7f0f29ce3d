using System;
using System.Collections.Generic;

namespace CalDavSync;

/// <summary>A signed-in CalDAV server. Holds facts only; no secret and no handler is reachable from it.</summary>
public sealed class CalDavConnection
{
    internal CalDavConnection(int id, string name, Uri uri)
    {
        Id = id;
        Name = name;
        Uri = uri;
    }

    /// <summary>A number that is unique in this process.</summary>
    public int Id { get; }

    /// <summary>The name given with <c>Connect-CalDav -Name</c>, else the host.</summary>
    public string Name { get; }

    /// <summary>The address the connection was opened with, after discovery (RFC 6764).</summary>
    public Uri Uri { get; }

    /// <summary>The DAV:current-user-principal (RFC 5397), or null where the server has none (Q143).</summary>
    public Uri? Principal { get; internal set; }

    /// <summary>The first CALDAV:calendar-home-set (RFC 4791 section 6.2.1), or the address given when none was found.</summary>
    public Uri? HomeSet { get; internal set; }

    /// <summary>All calendar homes; usually one.</summary>
    public IReadOnlyList<Uri> HomeSets { get; internal set => field = ReadableList<Uri>.Of(value); } = ReadableList<Uri>.None;

    /// <summary>The signed-in user, or null for anonymous and token connections.</summary>
    public string? UserName { get; internal set; }

    /// <summary>How requests are authenticated: Basic, Digest, Bearer, Negotiate, Certificate or Anonymous.</summary>
    public string Authentication { get; internal set; } = "Anonymous";

    /// <summary>What the server calls itself, or the name of the recognised profile; empty when it does not say.</summary>
    public string Server { get; internal set; } = string.Empty;

    /// <summary>The name of the server profile in use (see Get-CalDavServerProfile), or null when none was recognised.</summary>
    public string? ServerProfile { get; internal set; }

    /// <summary>What was seen to be offered, for example SyncCollection, CTag, CalendarAccess, Multiget.</summary>
    public IReadOnlyList<string> Features { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>False after Disconnect-CalDav.</summary>
    public bool IsOpen { get; internal set; } = true;

    /// <summary>The connection's name.</summary>
    public override string ToString() => Name;
}
