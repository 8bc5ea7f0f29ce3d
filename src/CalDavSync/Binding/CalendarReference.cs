using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>What -Calendar accepts: a calendar, its name or display name (wildcards allowed), its address, or a remembered sync state. Looked up when the command runs.</summary>
public sealed class CalendarReference
{
    /// <summary>The calendar itself.</summary>
    public CalendarReference(CalDavCalendar calendar)
    {
        Calendar = calendar ?? throw new ArgumentNullException(nameof(calendar));
        Name = calendar.ToString();
    }

    /// <summary>A name, a wildcard pattern, connection/name, or an http(s) address.</summary>
    public CalendarReference(string name)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        if (Uri.TryCreate(name, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https") Address = address;
    }

    /// <summary>The address, absolute or relative to the connection's.</summary>
    public CalendarReference(Uri uri)
    {
        Address = uri ?? throw new ArgumentNullException(nameof(uri));
        Name = uri.OriginalString;
    }

    /// <summary>The collection a state belongs to.</summary>
    public CalendarReference(CalDavSyncState state)
    {
        State = state ?? throw new ArgumentNullException(nameof(state));
        Calendar = state.Calendar;
        Address = state.Uri;
        Name = state.Uri?.OriginalString ?? state.Path;
    }

    private CalendarReference(object other, string name)
    {
        Other = other;
        Name = name;
    }

    /// <summary>Something that has a calendar and is none, for a command that must not take the one for the other.</summary>
    internal static CalendarReference NoCalendar(object other) => new(other, other.ToString() ?? string.Empty);

    /// <summary>What an object says of itself: an address, or a name in which no character is a wildcard.</summary>
    internal static CalendarReference Literal(string text)
    {
        var reference = new CalendarReference(text);
        return reference.Address is null ? new CalendarReference(WildcardPattern.Escape(text)) : reference;
    }

    /// <summary>The object given; null when a name or address was.</summary>
    internal CalDavCalendar? Calendar { get; }

    /// <summary>What was given in place of a calendar; null otherwise.</summary>
    internal object? Other { get; }

    internal Uri? Address { get; }

    internal CalDavSyncState? State { get; }

    /// <summary>The name or address as given.</summary>
    internal string Name { get; }

    /// <summary>The name or address as given.</summary>
    public override string ToString() => Name;
}
