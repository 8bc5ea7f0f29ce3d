using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;
using CmdletHost.Binding;

namespace CmdletHost.Pipeline;

/// <summary>A cmdlet: bound, begun, fed, ended and disposed of as PowerShell does.</summary>
internal sealed class CmdletStage : PipelineStage
{
    private readonly Type _type;
    private readonly Cmdlet _cmdlet;
    private readonly CommandRuntime _runtime;
    private readonly ParameterBinder _binder;
    private readonly CommandLine _line;
    private readonly bool _expectsInput;

    public CmdletStage(Type type, IReadOnlyList<object?> arguments, bool expectsInput, HostSession session, PipelineResult result)
    {
        IReadOnlyList<CommandParameter> parameters = CommandParameter.Of(type);
        CmdletAttribute attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        _expectsInput = expectsInput;
        _cmdlet = (Cmdlet)Activator.CreateInstance(type)!;
        _type = type;
        _line = Bound(() => CommandLine.Parse(parameters, arguments));
        var invocation = new InvocationInfo(ModuleCommands.NameOf(type), expectsInput);
        _binder = new ParameterBinder(_cmdlet, parameters, attribute.DefaultParameterSetName, invocation.BoundParameters);
        _runtime = new CommandRuntime(_cmdlet, session, invocation, _line.Common, result, Emit, attribute.SupportsShouldProcess);
        _cmdlet.Runtime = _runtime;
    }

    public override void Begin()
    {
        Bound(() =>
        {
            _binder.BindArguments(_line);
            if (!_expectsInput) _binder.CheckComplete();
            return true;
        });
        _runtime.ParameterSetName = _binder.ParameterSet;
        _runtime.Run(_cmdlet.Begin);
    }

    public override void Process(object? input)
    {
        if (!_expectsInput)
        {
            _runtime.Run(_cmdlet.Process);
            return;
        }

        if (!_binder.BindInput(input))
        {
            var error = new ParameterBindingException("InputObjectNotBound", "The input object cannot be bound to any parameters for the command.");
            _runtime.WriteError(new ErrorRecord(error, error.ErrorId, ErrorCategory.InvalidArgument, input));
            return;
        }

        _binder.CheckComplete();
        _runtime.ParameterSetName = _binder.ParameterSet;
        _runtime.Run(_cmdlet.Process);
    }

    public override void End() => _runtime.Run(_cmdlet.End);

    public override void Stop()
    {
        _runtime.IsStopping = true;
        _cmdlet.Stop();
    }

    public override void Close() => (_cmdlet as IDisposable)?.Dispose();

    /// <summary>What cannot be bound is told of the cmdlet it was meant for.</summary>
    private T Bound<T>(Func<T> binding)
    {
        try
        {
            return binding();
        }
        catch (ParameterBindingException error)
        {
            error.Command = _type;
            throw;
        }
    }
}
