using System;
using System.Collections.Generic;

namespace CalDavSync.State;

/// <summary>
/// The opened, locked state of one collection. Put and Remove are seen by the readers at once and become durable with Commit;
/// disposing without Commit forgets them.
/// </summary>
internal interface ISyncState : IDisposable
{
    /// <summary>The facts of the last commit; a new instance for a new state. Reading them does not load the members.</summary>
    CollectionFacts Facts { get; }

    /// <summary>True when nothing was ever committed.</summary>
    bool IsNew { get; }

    /// <summary>Number of members, uncommitted changes included.</summary>
    int Count { get; }

    /// <summary>What the consumer may have been told by runs that did not commit; empty after a commit.</summary>
    IReadOnlyList<Announcement> Announced { get; }

    /// <summary>Notes that the consumer is about to be told of a member.</summary>
    void Announce(in Announcement announcement);

    /// <summary>Makes what was announced survive a crash of this process.</summary>
    void SettleAnnouncements();

    bool TryGet(string key, out MemberState member);

    void Put(string key, in MemberState member);

    bool Remove(string key);

    /// <summary>Forgets all marks of MarkSeen: the beginning of a full listing.</summary>
    void BeginSweep();

    /// <summary>Notes that the listing named the member; false when it is not known.</summary>
    bool MarkSeen(string key);

    /// <summary>Number of members the listing has not named since BeginSweep.</summary>
    int UnseenCount { get; }

    /// <summary>The keys of the members the listing has not named since BeginSweep, as a snapshot.</summary>
    IReadOnlyList<string> UnseenKeys();

    /// <summary>All keys, as a snapshot.</summary>
    IReadOnlyList<string> Keys();

    /// <summary>Makes everything durable: facts, members, a checksum, flushed to the disk.</summary>
    void Commit(CollectionFacts facts);
}
