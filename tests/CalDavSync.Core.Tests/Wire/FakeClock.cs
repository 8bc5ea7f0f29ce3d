using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>A clock whose delays return at once, move the time on and are recorded.</summary>
internal sealed class FakeClock : IClock
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _delays = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate) return _now;
        }

        set
        {
            lock (_gate) _now = value;
        }
    }

    /// <summary>What <see cref="NextRandom"/> answers, in [0, 1).</summary>
    public double Random { get; set; } = 0.5;

    /// <summary>The delays asked for so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_gate) return _delays.ToArray();
        }
    }

    public TimeSpan TotalDelay => Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        lock (_gate)
        {
            _delays.Add(delay);
            _now += delay;
        }

        return Task.CompletedTask;
    }

    public double NextRandom() => Random;

    public void Advance(TimeSpan time) => UtcNow += time;
}
