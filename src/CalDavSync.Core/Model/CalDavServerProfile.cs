using System;
using System.Collections.Generic;

namespace CalDavSync;

/// <summary>
/// One entry of the compatibility database. A profile chooses where to start and how politely to ask; the result of a sync never depends on it.
/// </summary>
public sealed class CalDavServerProfile
{
    internal CalDavServerProfile(string name) => Name = name;

    /// <summary>The server's name, as -ServerProfile takes it.</summary>
    public string Name { get; }

    /// <summary>What it is and what it is known for, in one or two sentences.</summary>
    public string Description { get; internal set; } = string.Empty;

    /// <summary>How far its sync tokens can be trusted.</summary>
    public CalDavSyncVerdict SyncToken { get; internal set; }

    /// <summary>The rung a sync starts with.</summary>
    public CalDavSyncStrategy Strategy { get; internal set; } = CalDavSyncStrategy.Auto;

    /// <summary>A listing checks the tokens every so many runs; 0: only when something looks wrong.</summary>
    public int VerifyEvery { get; internal set; }

    /// <summary>After so many days without a sync a listing checks that nothing was forgotten; null: the ordinary six.</summary>
    public int? TrustedIdleDays { get; internal set; }

    /// <summary>Members are listed by calendar-query, because PROPFIND is slow or incomplete there.</summary>
    public bool ListByQuery { get; internal set; }

    /// <summary>
    /// A calendar-query was measured to list every item, so that a first sync can take the token it saw before and read everything at once.
    /// </summary>
    public bool QueryIsComplete { get; internal set; }

    /// <summary>Changed items come with their texts in the answer to sync-collection when they are asked for there, which saves the multiget.</summary>
    public bool InlineData { get; internal set; }

    /// <summary>DAV:sync-token costs the server nothing to speak of; others look at every item for it.</summary>
    internal bool TokenIsCheap { get; set; }

    /// <summary>Most requests at once; null: as the caller says.</summary>
    public int? ThrottleLimit { get; internal set; }

    /// <summary>Shortest time between two requests.</summary>
    public TimeSpan RequestSpacing { get; internal set; }

    /// <summary>Most items in one multiget; null: as the caller says.</summary>
    public int? BatchSize { get; internal set; }

    /// <summary>The address to connect to, where the provider has one; null otherwise.</summary>
    public string? EntryPoint { get; internal set; }

    /// <summary>The quirk numbers and sources this entry rests on.</summary>
    public IReadOnlyList<string> Evidence { get; internal set => field = ReadableList<string>.Of(value); } = ReadableList<string>.None;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
