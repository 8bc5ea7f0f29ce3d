using System;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Base;

/// <summary>
/// The place of one of several runs under way in the order of the output: its records follow those of the run before it, so that a calendar's
/// records stay together and end with its token.
/// </summary>
internal sealed class OutputTurn
{
    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _before;

    public OutputTurn(OutputTurn? before) => _before = before?._over.Task ?? Task.CompletedTask;

    public bool IsMine => _before.IsCompleted;

    /// <summary>The run has written all it will.</summary>
    public void Pass() => _over.TrySetResult(true);

    public void Wait(CancellationToken cancellationToken) => _before.Wait(cancellationToken);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_before.IsCompleted) return;
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
        {
            await (await Task.WhenAny(_before, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
