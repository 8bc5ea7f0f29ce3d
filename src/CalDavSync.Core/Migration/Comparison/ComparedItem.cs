using System;
using System.Collections.Generic;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Migration.Reading;
using CalDavSync.Sync;

namespace CalDavSync.Migration.Comparison;

/// <summary>All that is kept of an item while calendars are compared: where it is, how long, and 128 bits of its fingerprint.</summary>
internal readonly record struct ComparedItem(string Place, Guid Fingerprint, int Length)
{
    private const int FingerprintDigits = 32;

    public static ComparedItem Of(SideItem item, IReadOnlyCollection<string> ignored) => new(item.Place, FingerprintOf(item.Text, ignored), item.Text.Length);

    /// <summary>Items are the same item when they have UID and component in common; those without a UID only when they are equal.</summary>
    public static string KeyOf(SideItem item, Guid fingerprint) => item.Uid is null ? $"{item.Component}\n{fingerprint}" : $"{item.Component}\n{item.Uid}";

    /// <summary>Text that is not iCalendar is compared as it is.</summary>
    public static Guid FingerprintOf(string text, IReadOnlyCollection<string> ignored)
    {
        try
        {
            return new Guid(ItemFingerprint.Of(text, ignored).Substring(0, FingerprintDigits));
        }
        catch (InvalidCalendarDataException)
        {
            return new Guid(Convert.FromBase64String(ContentHash.Of(text) + "=="));
        }
    }
}
