using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>Keeps requests apart for servers that want it (Q128): each takes the next free moment.</summary>
internal sealed class RequestSpacing
{
    private readonly TransportOptions _options;
    private readonly IClock _clock;
    private readonly object _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public RequestSpacing(TransportOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
    }

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var spacing = _options.MinimumSpacing;
        if (spacing <= TimeSpan.Zero) return Task.CompletedTask;
        TimeSpan wait;
        lock (_gate)
        {
            var now = _clock.UtcNow;

            // A clock that was set back must not make anybody wait for it.
            var turn = _next > now && _next - now < TimeSpan.FromHours(1) ? _next : now;
            _next = turn + spacing;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? _clock.DelayAsync(wait, cancellationToken) : Task.CompletedTask;
    }
}
