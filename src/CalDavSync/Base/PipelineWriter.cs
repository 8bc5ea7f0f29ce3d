using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Base;

/// <summary>What asynchronous code sees of its cmdlet: every member may be called from any thread, and acts on the pipeline thread.</summary>
internal sealed class PipelineWriter
{
    private readonly Cmdlet _cmdlet;
    private readonly Action<object?> _writeObject;
    private readonly Action<object?> _writeObjects;
    private readonly Action<object?> _writeError;
    private PipelinePump? _pump;

    public PipelineWriter(PSCmdlet cmdlet, CancellationToken stopping)
    {
        _cmdlet = cmdlet;
        _writeObject = value => _cmdlet.WriteObject(value);
        _writeObjects = values =>
        {
            foreach (object value in (IReadOnlyList<object>)values!) _cmdlet.WriteObject(value);
        };
        _writeError = record => _cmdlet.WriteError((ErrorRecord)record!);
        Log = new PipelineLog(cmdlet, TryPost);
        Progress = new ProgressReporter(cmdlet, TryPost, stopping);
    }

    public PipelineLog Log { get; }

    public ProgressReporter Progress { get; }

    /// <summary>
    /// Runs the work of one block; see <see cref="PipelinePump"/>. Progress stays for the next input and is closed when the command ends,
    /// which an exception is too.
    /// </summary>
    public void Run(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        _pump = new PipelinePump(stopping, Progress.Refresh);
        try
        {
            _pump.Run(work);
        }
        catch
        {
            Progress.Complete();
            throw;
        }
        finally
        {
            _pump = null;
        }
    }

    /// <summary>Blocks while the pipeline is slow; throws OperationCanceledException when it has stopped.</summary>
    public void WriteObject(object value) => Pump.Post(_writeObject, value);

    /// <summary>As <see cref="WriteObject"/> for each of a few objects, but wakes the pipeline thread only once.</summary>
    public void WriteObjects(IReadOnlyList<object> values) => Pump.Post(_writeObjects, values, values.Count);

    public void WriteError(Exception error, object? target) => Pump.Post(_writeError, ErrorRecords.From(error, target));

    /// <summary>An error about the thing at a place, in the order of arguments that engines report it.</summary>
    public void WriteFailure(string place, Exception error) => WriteError(error, place);

    public Task<T> InvokeAsync<T>(Func<T> function) => Pump.InvokeAsync(function);

    /// <summary>Completes when the pipeline has taken everything written so far.</summary>
    public Task TakenAsync() => InvokeAsync(() => true);

    private PipelinePump Pump => _pump ?? throw new OperationCanceledException("The pipeline has stopped.");

    private bool TryPost(Action<object?> action, object? state) => _pump?.TryPost(action, state) ?? false;
}
