using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Support;

/// <summary>The client's view of a sandbox's clock: one time for both, and waiting moves it.</summary>
internal sealed class SandboxClock(ManualSandboxClock clock) : IClock
{
    public TimeSpan Waited { get; private set; }

    public DateTimeOffset UtcNow => new(clock.UtcNow, TimeSpan.Zero);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        Waited += delay;
        clock.Advance(delay);
        return Task.CompletedTask;
    }

    public double NextRandom() => 0.5;
}
