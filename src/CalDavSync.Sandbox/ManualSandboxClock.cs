using System;
using System.Threading;

namespace CalDavSync.Sandbox;

/// <summary>A clock that stands still until it is moved; safe to move while requests are served.</summary>
public sealed class ManualSandboxClock : ISandboxClock
{
    private long _ticks;

    /// <summary>Starts at 2026-01-01T00:00:00Z.</summary>
    public ManualSandboxClock()
        : this(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))
    {
    }

    /// <summary>Starts at a given time.</summary>
    /// <param name="utcNow">The first value of <see cref="UtcNow"/>, taken as UTC.</param>
    public ManualSandboxClock(DateTime utcNow) => _ticks = utcNow.Ticks;

    /// <summary>The time last set, in UTC.</summary>
    public DateTime UtcNow
    {
        get => new(Interlocked.Read(ref _ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref _ticks, value.Ticks);
    }

    /// <summary>Moves the clock.</summary>
    /// <param name="by">How far; negative moves it back.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
