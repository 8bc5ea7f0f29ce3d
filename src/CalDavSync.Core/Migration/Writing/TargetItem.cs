using System;
using System.Collections.Generic;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Reading;

namespace CalDavSync.Migration.Writing;

/// <summary>What is known of an item of the destination: enough to decide what to do with a version from elsewhere.</summary>
/// <param name="Href">Its address as the server sent it, or as it was written to.</param>
/// <param name="ETag">The entity tag of this version; null where the server gives none.</param>
/// <param name="Fingerprint">The fingerprint of this version.</param>
/// <param name="IsShared">Its resource holds other items too, so it cannot be written alone.</param>
internal sealed record TargetItem(string Href, string? ETag, Guid Fingerprint, bool IsShared = false)
{
    /// <summary>The items in one resource by their UIDs; those without a UID are left out.</summary>
    public static IEnumerable<KeyValuePair<string, TargetItem>> Read(string href, string? etag, string text)
    {
        IReadOnlyList<SideItem> parts = ResourceParts.Of(href, etag, text);
        foreach (SideItem part in parts)
        {
            if (part.Uid is null) continue;
            Guid fingerprint = ComparedItem.FingerprintOf(part.Text, Array.Empty<string>());
            yield return new KeyValuePair<string, TargetItem>(part.Uid, new TargetItem(href, etag, fingerprint, parts.Count > 1));
        }
    }
}
