using System;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Threading;

/// <summary>Time, delay and randomness, injected so that back-off and expiry are tested without waiting.</summary>
internal interface IClock
{
    /// <summary>Now.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits; cancellation ends the wait with <see cref="OperationCanceledException"/>.</summary>
    Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>A number in [0, 1), for jitter.</summary>
    double NextRandom();
}
