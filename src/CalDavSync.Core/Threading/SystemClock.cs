using System;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Threading;

/// <summary>The real clock.</summary>
internal sealed class SystemClock : IClock
{
    private readonly Random _random = new();

    public static SystemClock Instance { get; } = new();

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, cancellationToken);

    public double NextRandom()
    {
        lock (_random) return _random.NextDouble();
    }
}
