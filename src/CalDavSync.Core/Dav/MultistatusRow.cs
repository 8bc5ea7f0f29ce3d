using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav;

/// <summary>One DAV:response of a multistatus (RFC 4918 section 14.24).</summary>
internal sealed class MultistatusRow
{
    /// <summary>The address as received, in the manner of <see cref="HrefPath.Received"/>.</summary>
    public string Href { get; set; } = string.Empty;

    /// <summary>The response-level status; null when there was none. Garbage counts as 500 (Q61).</summary>
    public int? Status { get; set; }

    public bool HasPropstat { get; set; }

    /// <summary>The status of the last propstat; null when there was none.</summary>
    public int? PropstatStatus { get; set; }

    public List<DavProperty> Properties { get; set; } = new();

    /// <summary>The local names inside a response-level DAV:error.</summary>
    public IReadOnlyList<string> Conditions { get; set; } = Array.Empty<string>();

    /// <summary>Gone: a response-level 404 or 410, whatever the propstats say (Q53); a propstat 404 is only a missing property (Q54).</summary>
    public bool IsGone => Status is 404 or 410;

    /// <summary>
    /// The mark that the answer was cut: 507 or the precondition of RFC 5323 and 6578, on whatever address and level, because servers write
    /// both in many ways (Q33, Q34).
    /// </summary>
    public bool IsCut => Status == 507 || PropstatStatus == 507 || Has("number-of-matches-within-limits");

    /// <summary>The response-level DAV:error names this condition.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool Has(string condition)
    {
        foreach (string name in Conditions)
        {
            if (name == condition) return true;
        }

        return false;
    }

    /// <summary>The value found for a property, only from 2xx propstats (Q55); null when it was not found.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public string? Text(DavName name) => Find(name) is { } property ? property.Text : null;

    public DavElement? Element(DavName name) => Find(name)?.Element;

    [MethodImpl(Compiled.AtOnce)]
    public DavProperty? Find(DavName name)
    {
        foreach (DavProperty property in Properties)
        {
            if (property.IsFound && property.Name == name) return property;
        }

        return null;
    }

    /// <summary>The propstat status a property came with, found or not; null when the server left it out.</summary>
    public int? StatusOf(DavName name)
    {
        foreach (DavProperty property in Properties)
        {
            if (property.Name == name) return property.Status;
        }

        return null;
    }

    /// <summary>The entity tag, trimmed; null when it is missing or empty.</summary>
    public string? ETag
    {
        get
        {
            string? tag = Text(DavName.GetETag)?.Trim();
            return string.IsNullOrEmpty(tag) ? null : tag;
        }
    }

    /// <summary>
    /// The row is about a collection: its type says so, or, where no type was given, the last slash of its address. Calypso leaves the slash out.
    /// </summary>
    public bool IsCollection
    {
        get
        {
            if (Element(DavName.ResourceType) is not { } type) return Href.EndsWith("/", StringComparison.Ordinal);
            foreach (DavElement child in type.Children)
            {
                if (child.Name.Local == "collection" && DavNamespace.IsDav(child.Name.Namespace)) return true;
            }

            return Href.EndsWith("/", StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// CALDAV:calendar-data; null when it is missing or blank, or has a replacement character: then its octets may have been no UTF-8, which
    /// only the item itself can tell.
    /// </summary>
    public string? CalendarData
    {
        get
        {
            string? data = Text(DavName.CalendarData);
            return string.IsNullOrWhiteSpace(data) || IsDoubtful(data!) ? null : data;
        }
    }

    /// <summary>CALDAV:calendar-data that has a replacement character; null when it is missing, or when nothing is wrong with it.</summary>
    public string? DoubtfulCalendarData => Text(DavName.CalendarData) is { } data && IsDoubtful(data) ? data : null;

    private static bool IsDoubtful(string data) => data.IndexOf('\uFFFD') >= 0;
}
