using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.State;

/// <summary>A clock that moves by one second each time it is asked.</summary>
internal sealed class FixedClock : IClock
{
    private DateTimeOffset _now = new(2026, 3, 29, 1, 59, 58, TimeSpan.Zero);

    public DateTimeOffset UtcNow => _now = _now.AddSeconds(1);

    public void Pass(TimeSpan time) => _now += time;

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public double NextRandom() => 0.5;
}
