using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CmdletHost;

/// <summary>Everything a pipeline wrote.</summary>
public sealed class PipelineResult
{
    private readonly List<ErrorRecord> _errors = new();

    public List<object?> Output { get; } = new();

    public IReadOnlyList<ErrorRecord> Errors => _errors;

    public List<string> Warnings { get; } = new();

    public List<string> Verbose { get; } = new();

    public List<string> Debug { get; } = new();

    public List<ProgressRecord> Progress { get; } = new();

    /// <summary>The sentences after "What if:".</summary>
    public List<string> WhatIf { get; } = new();

    /// <summary>What ended the pipeline early; null when nothing did.</summary>
    public Exception? Failure { get; internal set; }

    /// <summary>The record of a terminating error.</summary>
    public ErrorRecord? FailureRecord => Failure switch
    {
        CmdletInvocationException error => error.ErrorRecord,
        ActionPreferenceStopException error => error.ErrorRecord,
        ParameterBindingException error => error.ErrorRecord,
        _ => null,
    };

    public IReadOnlyList<T> Of<T>() => Output.OfType<T>().ToArray();

    internal void Add(ErrorRecord record) => _errors.Add(record);
}
