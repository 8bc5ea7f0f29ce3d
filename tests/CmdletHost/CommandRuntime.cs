using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;

namespace CmdletHost;

/// <summary>The streams of one running cmdlet, with PowerShell's rules: only on the pipeline thread, only inside a block, not after a stop.</summary>
internal sealed class CommandRuntime(
    Cmdlet cmdlet,
    HostSession session,
    InvocationInfo invocation,
    IReadOnlyDictionary<string, object?> common,
    PipelineResult result,
    Action<object?> emit,
    bool supportsShouldProcess) : ICommandRuntime
{
    private Thread? _pipelineThread;
    private volatile bool _stopping;

    public SessionState Session => session.State;

    public InvocationInfo Invocation { get; } = WithCommon(invocation, common);

    public string ParameterSetName { get; set; } = ParameterAttribute.AllParameterSets;

    public bool IsStopping
    {
        get => _stopping;
        set => _stopping = value;
    }

    /// <summary>Runs a block; writing is allowed only while it runs, and only on this thread.</summary>
    public void Run(Action block)
    {
        if (_stopping) throw new PipelineStoppedException();
        _pipelineThread = Thread.CurrentThread;
        try
        {
            block();
        }
        finally
        {
            _pipelineThread = null;
        }

        if (_stopping) throw new PipelineStoppedException();
    }

    public void WriteObject(object? value)
    {
        Check();
        Thread? mine = _pipelineThread;
        emit(value);
        _pipelineThread = mine;
    }

    public void WriteError(ErrorRecord record)
    {
        if (_pipelineThread is not null) Check();
        record.Origin = cmdlet.GetType();
        string action = common.GetValueOrDefault("ErrorAction")?.ToString() ?? "Continue";
        if (action != "Ignore") result.Add(record);
        if (action == "Stop") throw new ActionPreferenceStopException(record);
    }

    public void ThrowTerminatingError(ErrorRecord record)
    {
        Check();
        record.Origin = cmdlet.GetType();
        throw new CmdletInvocationException(record);
    }

    public void WriteVerbose(string text)
    {
        Check();
        if (IsOn("Verbose")) result.Verbose.Add(text);
    }

    public void WriteDebug(string text)
    {
        Check();
        if (IsOn("Debug")) result.Debug.Add(text);
    }

    public void WriteWarning(string text)
    {
        Check();
        result.Warnings.Add(text);
    }

    /// <summary>The one stream that may be written at any time, as in PowerShell.</summary>
    public void WriteProgress(long sourceId, ProgressRecord record) => result.Progress.Add(record);

    public bool ShouldProcess(string description, out ShouldProcessReason reason)
    {
        Check();
        if (!supportsShouldProcess) throw new PSInvalidOperationException("The cmdlet does not declare SupportsShouldProcess.");
        reason = IsOn("WhatIf") ? ShouldProcessReason.WhatIf : ShouldProcessReason.None;
        if (reason == ShouldProcessReason.WhatIf)
        {
            result.WhatIf.Add(description);
            return false;
        }

        return !IsOn("Confirm") || session.Answer(description);
    }

    public bool ShouldContinue(string query)
    {
        Check();
        return session.Answer(query);
    }

    private static InvocationInfo WithCommon(InvocationInfo invocation, IReadOnlyDictionary<string, object?> common)
    {
        foreach ((string name, object? value) in common) invocation.BoundParameters[name] = value is bool on ? new SwitchParameter(on) : value;
        return invocation;
    }

    private bool IsOn(string name) => common.GetValueOrDefault(name) is true;

    private void Check()
    {
        if (_pipelineThread != Thread.CurrentThread)
        {
            throw new PSInvalidOperationException("The WriteObject and WriteError methods cannot be called from outside the overrides of the BeginProcessing, ProcessRecord, and EndProcessing methods, and only from within the same thread.");
        }

        if (_stopping) throw new PipelineStoppedException();
    }
}
