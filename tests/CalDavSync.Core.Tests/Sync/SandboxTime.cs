using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>The engine's clock set by the sandbox's; a wait moves both on at once.</summary>
internal sealed class SandboxTime(ISandboxClock clock) : IClock
{
    public DateTimeOffset UtcNow => new(clock.UtcNow, TimeSpan.Zero);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (clock is ManualSandboxClock manual) manual.Advance(delay);
        return Task.CompletedTask;
    }

    public double NextRandom() => 0.5;
}
