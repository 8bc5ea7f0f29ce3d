using System;
using System.Collections.Generic;

namespace CalDavSync;

/// <summary>How well a server can be synchronized, by what it was seen to do. A property that was not tried is null.</summary>
public sealed class CalDavSyncSupport
{
    internal CalDavSyncSupport(Uri uri) => Uri = uri;

    /// <summary>The address that was asked for: of the server, its home, or the calendar. Calendar tells where the test took place.</summary>
    public Uri Uri { get; }

    /// <summary>What the server calls itself, else the name of the recognised profile, else its host.</summary>
    public string Server { get; internal set; } = string.Empty;

    /// <summary>The name of the server profile in use, or null.</summary>
    public string? Profile { get; internal set; }

    /// <summary>The calendar that was tested; null when there was none, or when it was a scratch calendar, which is gone.</summary>
    public CalDavCalendar? Calendar { get; internal set; }

    /// <summary>How far the sync tokens can be trusted. Full is not said of a server whose write test was wanted and could not be done.</summary>
    public CalDavSyncVerdict Verdict { get; internal set; }

    /// <summary>How changes are found there.</summary>
    public CalDavSupportLevel Level { get; internal set; }

    /// <summary>Sync-CalDavCollection works there, one way or the other.</summary>
    public bool IsSupported => Level != CalDavSupportLevel.None;

    /// <summary>The rung Sync-CalDavCollection will use; null when none works.</summary>
    public CalDavSyncStrategy? Strategy { get; internal set; }

    /// <summary>sync-collection answers with items and a token that can be used again (RFC 6578).</summary>
    public bool? SyncCollection { get; internal set; }

    /// <summary>There is a collection tag that can be relied on.</summary>
    public bool? CTag { get; internal set; }

    /// <summary>Listings have entity tags.</summary>
    public bool? ETag { get; internal set; }

    /// <summary>calendar-multiget gives the texts asked for (RFC 4791 section 7.9).</summary>
    public bool? Multiget { get; internal set; }

    /// <summary>calendar-query finds all items (RFC 4791 section 7.8).</summary>
    public bool? CalendarQuery { get; internal set; }

    /// <summary>A deleted item is listed as deleted.</summary>
    public bool? DeletionReported { get; internal set; }

    /// <summary>A change gives a new token.</summary>
    public bool? TokenAdvances { get; internal set; }

    /// <summary>A token the server never gave is refused.</summary>
    public bool? InvalidTokenRejected { get; internal set; }

    /// <summary>DAV:limit is honoured and all pages together are complete; false when it is ignored, refused or loses items.</summary>
    public bool? LimitHonoured { get; internal set; }

    /// <summary>Everything that was tried, in order.</summary>
    public IReadOnlyList<CalDavSupportCheck> Checks { get; internal set => field = ReadableList<CalDavSupportCheck>.Of(value); } = ReadableList<CalDavSupportCheck>.None;

    /// <summary>Sentences for the administrator; empty when there is nothing to know.</summary>
    public IReadOnlyList<string> Advice { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>Why the test, or the write test that was wanted, could not be finished; null when it was.</summary>
    public string? Error { get; internal set; }

    /// <summary>Requests sent, those for signing in and cleaning up included.</summary>
    public int Requests { get; internal set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The server and the verdict.</summary>
    public override string ToString() => Error is null ? $"{Server}: {Verdict}, {Strategy?.ToString() ?? "no way to synchronize"}" : $"{Server}: {Error}";
}
