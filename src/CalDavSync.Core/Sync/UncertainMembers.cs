using System;
using System.Collections.Generic;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Members the consumer may have been told of by a run that never committed. They are remembered without a version, so that whatever the
/// server says of them now is reported, and a member that has gone since is reported as deleted.
/// </summary>
internal sealed class UncertainMembers
{
    private const string ToldOrNew = "?added";
    private const string Told = "?changed";

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Members no answer of this run has mentioned yet.</summary>
    public int Count => _open.Count;

    /// <summary>The remembered member has no version because of an unfinished run; it is reported as added when it is there.</summary>
    public static bool IsToldOrNew(in MemberState member) => member.Hash == ToldOrNew;

    /// <summary>The remembered member has no version because of an unfinished run.</summary>
    public static bool IsMarked(in MemberState member) => member.Hash is ToldOrNew or Told;

    /// <summary>Takes over what the last run announced. Nothing is announced in most runs.</summary>
    public void TakeOver(ISyncState state)
    {
        foreach (Announcement announced in state.Announced)
        {
            bool known = state.TryGet(announced.Key, out MemberState member) && !IsToldOrNew(member);
            string mark = known && !announced.IsRemoval ? Told : ToldOrNew;
            state.Put(announced.Key, new MemberState(null, mark, member.Uid, announced.Href ?? member.Href));
            _open.Add(announced.Key);
        }
    }

    public void Resolve(string key) => _open.Remove(key);
}
