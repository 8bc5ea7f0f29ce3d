using System;
using CalDavSync.State;

namespace CalDavSync.Migration.Copy;

/// <summary>An item of the source as the ledger remembers it.</summary>
/// <param name="Key">The key of the entry.</param>
/// <param name="ResourceKey">The key of its resource in the source.</param>
/// <param name="Href">The address of the resource as the source sent it.</param>
/// <param name="Uid">The UID; null when it could not be read.</param>
/// <param name="TargetHref">Where the destination has it; null while it is not copied in its present version.</param>
/// <param name="LastCopy">The fingerprint of the destination's version when it was copied last; null when it never was.</param>
internal sealed record SourceEntry(string Key, string ResourceKey, string Href, string? Uid, string? TargetHref, Guid? LastCopy)
{
    public bool IsPending => TargetHref is null;

    /// <summary>An entry that waits to be copied.</summary>
    /// <param name="part">Of a resource with several items the UID of the one; null of a resource with one.</param>
    public static SourceEntry Of(string resourceKey, string? part, string href, string? uid) =>
        new(part is null ? resourceKey : resourceKey + "\n" + part, resourceKey, href, uid, null, null);

    public static SourceEntry From(string key, in MemberState state)
    {
        Guid? lastCopy = state.Hash is null ? null : Guid.ParseExact(state.Hash, "N");
        return new SourceEntry(key, key.Split('\n')[0], state.ETag!, state.Uid, state.Href, lastCopy);
    }

    public MemberState ToState() => new(Href, LastCopy?.ToString("N"), Uid, TargetHref);
}
