using System.Collections;
using CmdletHost;

namespace System.Management.Automation;

/// <summary>What a cmdlet may call; everything goes to the command runtime of the host.</summary>
public abstract class Cmdlet
{
    internal CommandRuntime Runtime { get; set; } = null!;

    public ICommandRuntime CommandRuntime => Runtime;

    public void WriteObject(object sendToPipeline) => Runtime.WriteObject(sendToPipeline);

    public void WriteObject(object sendToPipeline, bool enumerateCollection)
    {
        if (!enumerateCollection || sendToPipeline is not IEnumerable several || sendToPipeline is string)
        {
            Runtime.WriteObject(sendToPipeline);
            return;
        }

        foreach (object? element in several) Runtime.WriteObject(element);
    }

    public void WriteError(ErrorRecord errorRecord) => Runtime.WriteError(errorRecord);

    public void WriteVerbose(string text) => Runtime.WriteVerbose(text);

    public void WriteDebug(string text) => Runtime.WriteDebug(text);

    public void WriteWarning(string text) => Runtime.WriteWarning(text);

    public void ThrowTerminatingError(ErrorRecord errorRecord) => Runtime.ThrowTerminatingError(errorRecord);

    public bool ShouldProcess(string target, string action) =>
        ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", string.Empty, string.Empty, out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) =>
        Runtime.ShouldProcess(verboseDescription, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption) => Runtime.ShouldContinue(query);

    internal void Begin() => BeginProcessing();

    internal void Process() => ProcessRecord();

    internal void End() => EndProcessing();

    internal void Stop() => StopProcessing();

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }
}
