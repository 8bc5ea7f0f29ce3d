using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CmdletHost.Pipeline;

namespace CmdletHost;

/// <summary>A pipeline of cmdlets and of plain functions, run on the calling thread.</summary>
public sealed class CmdletPipeline(HostSession session)
{
    private readonly List<Func<bool, PipelineStage>> _commands = new();
    private readonly PipelineResult _result = new();
    private IReadOnlyList<PipelineStage> _stages = Array.Empty<PipelineStage>();

    /// <summary>Adds a cmdlet. Arguments are as typed: "-Name" followed by its value, switches alone, "-Switch:" followed by a Boolean, the rest by position.</summary>
    public CmdletPipeline Add(string command, params object?[] arguments)
    {
        if (!ModuleCommands.All.TryGetValue(command, out Type? type)) throw new ArgumentException($"There is no command {command}.", nameof(command));
        _commands.Add(expectsInput => new CmdletStage(type, arguments, expectsInput, session, _result));
        return this;
    }

    /// <summary>ForEach-Object that passes its input on.</summary>
    public CmdletPipeline ForEach(Action<object?> action) => Add(new ActionStage(action));

    /// <summary>Select-Object -First.</summary>
    public CmdletPipeline First(int count) => Add(new FirstStage(count));

    /// <summary>Where-Object and Select-Object: null drops the object.</summary>
    public CmdletPipeline Select(Func<object, object?> selection) => Add(new SelectionStage(selection));

    /// <summary>Runs the pipeline; a terminating error is thrown.</summary>
    public PipelineResult Run(params object?[] input)
    {
        PipelineResult result = Capture(input);
        return result.Failure is null ? result : throw result.Failure;
    }

    /// <summary>Runs the pipeline; what ended it early is in <see cref="PipelineResult.Failure"/>.</summary>
    public PipelineResult Capture(params object?[] input) => session.Enter(() =>
    {
        _stages = Array.Empty<PipelineStage>();
        try
        {
            _stages = Build(input.Length > 0);
            Execute(input);
        }
        catch (Exception error) when (error is not StopUpstreamException)
        {
            _result.Failure = error;
        }
        finally
        {
            foreach (PipelineStage stage in _stages) stage.Close();
        }

        return _result;
    });

    /// <summary>Ctrl+C, from another thread.</summary>
    public void Stop()
    {
        foreach (PipelineStage stage in _stages) stage.Stop();
    }

    private CmdletPipeline Add(PipelineStage stage)
    {
        _commands.Add(_ => stage);
        return this;
    }

    private List<PipelineStage> Build(bool hasInput)
    {
        var stages = _commands.Select((command, i) => command(hasInput || i > 0)).Append(new CollectorStage(_result.Output)).ToList();
        for (int i = 1; i < stages.Count; i++) stages[i - 1].Next = stages[i];
        return stages;
    }

    private void Execute(object?[] input)
    {
        foreach (PipelineStage stage in _stages) stage.Begin();
        int first = Guard(0, () =>
        {
            if (input.Length == 0) _stages[0].Process(null);
            foreach (object? value in input) _stages[0].Process(value);
        });
        while (first < _stages.Count) first = Guard(first + 1, _stages[first].End, first);
    }

    /// <summary>The stage to end next: after Select-Object -First the one that has had enough.</summary>
    private int Guard(int next, Action action, int ending = -1)
    {
        try
        {
            action();
            return next;
        }
        catch (StopUpstreamException stop)
        {
            return Math.Max(ending + 1, _stages.ToList().IndexOf(stop.Requester));
        }
    }
}
