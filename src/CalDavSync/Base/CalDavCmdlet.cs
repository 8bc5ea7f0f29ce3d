using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Base;

/// <summary>Base of all cmdlets: asynchronous work through the pump, stopping, and errors by the catalogue.</summary>
public abstract class CalDavCmdlet : PSCmdlet, IDisposable
{
    // Never disposed: Ctrl+C may come on another thread while the cmdlet is being disposed, and it holds nothing but memory.
    private readonly CancellationTokenSource _stopping = new();

    private protected CalDavCmdlet() => Out = new PipelineWriter(this, _stopping.Token);

    /// <summary>What asynchronous code may use of this cmdlet.</summary>
    private protected PipelineWriter Out { get; }

    /// <summary>Closes the progress of all that came through the pipeline.</summary>
    protected override void EndProcessing() => Out.Progress.Complete();

    /// <summary>Ctrl+C, or a later command that ended the pipeline.</summary>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>PowerShell calls this, and not StopProcessing, when a later command such as Select-Object -First has had enough.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what is under way, and closes the progress where an earlier command failed and there was no end.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Out.Progress.Complete();
        _stopping.Cancel();
    }

    /// <summary>Runs work off the pipeline thread and pumps until it has ended. An error of the catalogue ends the command.</summary>
    private protected void RunPumped(Func<CancellationToken, Task> work, object? target = null)
    {
        try
        {
            Out.Run(work, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The user asked for it: silence.
        }
        catch (CalDavException error)
        {
            Fail(error, target);
        }
    }

    /// <summary>
    /// Ends the command. With -ErrorAction Stop the script ends too: PowerShell alone would end only the statement, and a job that nobody
    /// watches would go on without its connection and exit with 0.
    /// </summary>
    private protected void Fail(CalDavException error, object? target)
    {
        ErrorRecord record = ErrorRecords.From(error, target);
        MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action);
        if (string.Equals(action?.ToString(), nameof(ActionPreference.Stop), StringComparison.OrdinalIgnoreCase)) WriteError(record);
        ThrowTerminatingError(record);
    }
}
