using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Store;

/// <summary>All calendars of the user. One lock guards everything; item versions are immutable, so answers are streamed outside it.</summary>
internal sealed class CalendarStore
{
    private readonly Dictionary<string, SandboxCalendar> _calendars = new(StringComparer.Ordinal);
    private long _revision;
    private long _collections;

    public CalendarStore(ISandboxClock clock, QuirkSet quirks)
    {
        Clock = clock;
        Quirks = quirks;
        ETags = new ETagScheme(quirks, Identity);
    }

    public object Gate { get; } = new();

    public ISandboxClock Clock { get; }

    public QuirkSet Quirks { get; }

    public ETagScheme ETags { get; }

    /// <summary>Tells tokens of this server from those of every other one.</summary>
    public string Identity { get; } = Guid.NewGuid().ToString("N").Substring(0, 12);

    /// <summary>Which calendars came, changed and went.</summary>
    public ChangeLog Changes { get; } = new();

    /// <summary>Characters that the items may have together; null is no limit.</summary>
    public long? Quota { get; set; }

    public long Revision => Interlocked.Read(ref _revision);

    public IReadOnlyList<SandboxCalendar> Calendars
    {
        get { lock (Gate) return _calendars.Values.ToList(); }
    }

    public long NextRevision() => Interlocked.Increment(ref _revision);

    public SandboxCalendar? Find(string name)
    {
        lock (Gate) return _calendars.TryGetValue(name, out SandboxCalendar? calendar) ? calendar : null;
    }

    /// <summary>Whether a text fits in the place of another.</summary>
    public bool HasRoom(string text, SandboxItem? replaced)
    {
        if (Quota is not { } quota) return true;
        lock (Gate)
        {
            long used = _calendars.Values.Sum(calendar => calendar.Items.Values.Sum(item => (long)item.Text.Length));
            return used - (replaced?.Text.Length ?? 0) + text.Length <= quota;
        }
    }

    public SandboxCalendar Create(string name)
    {
        lock (Gate)
        {
            if (_calendars.ContainsKey(name)) throw new ArgumentException("There is a calendar of this name already: " + name, nameof(name));
            SandboxCalendar calendar = new(this, name, ++_collections);
            _calendars.Add(name, calendar);
            Touch(calendar);
            return calendar;
        }
    }

    public void Remove(SandboxCalendar calendar)
    {
        lock (Gate)
        {
            if (_calendars.Remove(calendar.Name)) Changes.Record(new ChangeEntry(calendar.Name, NextRevision(), removed: true, Clock.UtcNow));
        }
    }

    /// <summary>Notes that the calendar itself, not its members, changed.</summary>
    public void Touch(SandboxCalendar calendar)
    {
        lock (Gate) Changes.Record(new ChangeEntry(calendar.Name, NextRevision(), removed: false, Clock.UtcNow));
    }
}
