using System;
using System.Collections.Generic;
using CalDavSync.Dav;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Which texts a calendar patch may build on: a server makes it since a sync token (calendar-patch draft, section 5), so that the text has to be
/// the one of exactly that moment. A newer one has some of the changes already, and a patch that adds lines would add them twice.
/// </summary>
internal sealed class PatchBases
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>What is read from now on was listed after the token was issued.</summary>
    public bool AreLate { get; set; }

    /// <summary>The text of this member was read in this run and is newer than the token the run began with.</summary>
    public bool IsRead(string key) => _read.Contains(key);

    /// <summary>Notes a text; false when it is no base. Without tags its hash is all that tells the next change, and is kept.</summary>
    /// <param name="member">The member as it was reported.</param>
    /// <param name="tag">The entity tag of the text.</param>
    public bool Take(in ReportedMember member, string? tag)
    {
        _read.Add(member.Key);
        return (tag is null && member.ETag is null) || (!AreLate && EntityTag.Same(tag, member.ETag));
    }

    /// <summary>The token does not advance, so that everything read in this run is newer than it.</summary>
    public void Forget(ISyncState state)
    {
        foreach (string key in _read)
        {
            if (state.TryGet(key, out MemberState known) && known.ETag is not null && known.Hash is not null) state.Put(key, known with { Hash = null });
        }
    }
}
