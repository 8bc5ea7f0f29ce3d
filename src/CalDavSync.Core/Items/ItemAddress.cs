using System;
using System.Linq;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Items;

/// <summary>
/// Tells the address of an item from every other one: what writes an item must never meet a calendar with everything in it, however its
/// address is spelled.
/// </summary>
internal static class ItemAddress
{
    private static readonly char[] Slashes = { '/', '\\' };

    /// <summary>Refuses what cannot be the address of an item in any calendar: one that ends in a slash or in a step upwards.</summary>
    /// <exception cref="ItemNotFoundException">It is the address of a collection.</exception>
    public static void Require(string href)
    {
        string[] segments = Segments(href);
        if (segments[segments.Length - 1] is "" or "." or "..") throw IsCollection(href);
    }

    /// <summary>Whether an href is below a collection, by every reading that a server may have of it.</summary>
    public static bool IsMember(CollectionAddress collection, string href)
    {
        if (collection.Locate(href, out _) != MemberPlace.Member) return false;
        Uri sent = collection.Resolve(href);
        return IsMemberAsRead(collection, href) && IsMemberAsRead(collection, sent.AbsolutePath);
    }

    /// <summary>The error for an address that is none of an item of this calendar.</summary>
    public static ItemNotFoundException NotIn(CalDavCalendar calendar, CollectionAddress collection, string href)
    {
        string what = collection.Locate(href, out _) == MemberPlace.Self
            ? $"'{href}' is the calendar {calendar} itself and no item of it; nothing was sent. Remove-CalDavCalendar deletes calendars."
            : $"'{href}' is not below the calendar {calendar}; nothing was sent. Name the calendar it is in with -Calendar, or write the item that Get-CalDavItem gives.";
        return new ItemNotFoundException(what) { Uri = calendar.Uri };
    }

    /// <summary>The error for the address of a collection.</summary>
    public static ItemNotFoundException IsCollection(string href) => new(
        $"'{href}' is a collection and no item; nothing was written. Name an item by its own address, as Get-CalDavItem gives it; Remove-CalDavCalendar deletes calendars.");

    private static bool IsMemberAsRead(CollectionAddress collection, string href)
    {
        string[] segments = Segments(href);
        bool hasName = segments[segments.Length - 1] is not ("" or "." or "..");
        return hasName && collection.Locate(string.Join("/", segments), out _) == MemberPlace.Member;
    }

    // Servers decode once more than they should, take %2F and the backslash for a slash, and cut off what follows a semicolon.
    private static string[] Segments(string href)
    {
        string path = HrefCodec.Decode(HrefPath.RawPath(href.Trim())).Replace("%2F", "/");
        return path.Split(Slashes).Select(segment => WithoutParameters(segment)).ToArray();
    }

    private static string WithoutParameters(string segment)
    {
        int semicolon = segment.IndexOf(';');
        if (semicolon < 0) return segment;
        string name = segment.Substring(0, semicolon).Trim();
        return name is "" or "." or ".." ? name : segment;
    }
}
