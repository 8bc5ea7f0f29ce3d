using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CmdletHost.Binding;

/// <summary>Binds the arguments of one command, and then each object that comes through the pipeline, in the order PowerShell does.</summary>
internal sealed class ParameterBinder
{
    private readonly Cmdlet _cmdlet;
    private readonly IReadOnlyList<CommandParameter> _parameters;
    private readonly string _defaultSet;
    private readonly Dictionary<string, object?> _bound;
    private readonly Dictionary<CommandParameter, object?> _fromPipeline = new();
    private IReadOnlyList<string> _sets;
    private IReadOnlyList<string> _setsOfArguments = Array.Empty<string>();

    public ParameterBinder(Cmdlet cmdlet, IReadOnlyList<CommandParameter> parameters, string defaultSet, Dictionary<string, object?> bound)
    {
        _cmdlet = cmdlet;
        _parameters = parameters;
        _bound = bound;
        string[] declared = parameters.SelectMany(parameter => parameter.Declarations).Select(declaration => declaration.ParameterSetName).Distinct()
            .Where(set => set != ParameterAttribute.AllParameterSets).ToArray();
        _sets = declared.Length == 0 ? new[] { ParameterAttribute.AllParameterSets } : declared;
        _defaultSet = defaultSet;
    }

    /// <summary>The set in use: the default one where several are still possible.</summary>
    public string ParameterSet => _sets.Contains(_defaultSet) ? _defaultSet : _sets[0];

    /// <summary>Binds what was typed.</summary>
    public void BindArguments(CommandLine line)
    {
        foreach ((CommandParameter parameter, object? value) in line.Named)
        {
            if (_bound.ContainsKey(parameter.Name))
            {
                throw new ParameterBindingException("ParameterAlreadyBound", $"The parameter '{parameter.Name}' is specified more than once.");
            }

            Bind(parameter, value, convert: true);
        }

        foreach (object? value in line.Positional) BindPositional(value);
        _setsOfArguments = _sets;
    }

    /// <summary>Without pipeline input every mandatory parameter must be there, and one set be meant.</summary>
    public void CheckComplete()
    {
        if (_sets.Count > 1 && !_sets.Contains(_defaultSet))
        {
            throw new ParameterBindingException("AmbiguousParameterSet", "Parameter set cannot be resolved using the specified named parameters.");
        }

        string[] missing = _parameters.Where(parameter => parameter.In(ParameterSet) is { Mandatory: true } && !_bound.ContainsKey(parameter.Name))
            .Select(parameter => parameter.Name).ToArray();
        if (missing.Length == 0) return;
        throw new ParameterBindingException("MissingMandatoryParameter", $"Missing an argument for the mandatory parameters: {string.Join(' ', missing)}.");
    }

    /// <summary>Binds one object from the pipeline: by value, by property name, then both again with conversion. False when nothing takes it.</summary>
    public bool BindInput(object? input)
    {
        Restore();
        _sets = _setsOfArguments;
        foreach ((bool byValue, bool convert) in new[] { (true, false), (false, false), (true, true), (false, true) })
        {
            if (!BindStage(new[] { _defaultSet }, input, byValue, convert)) BindStage(_sets, input, byValue, convert);
        }

        return _fromPipeline.Count > 0;
    }

    private bool BindStage(IReadOnlyList<string> sets, object? input, bool byValue, bool convert)
    {
        bool any = false;
        foreach (CommandParameter parameter in _parameters.Where(parameter => !_bound.ContainsKey(parameter.Name)))
        {
            if (!sets.Intersect(_sets).Any(set => parameter.In(set) is { } declaration && (byValue ? declaration.ValueFromPipeline : declaration.ValueFromPipelineByPropertyName))) continue;
            if (!TryGetValue(parameter, input, byValue, out object? value)) continue;
            object? before = parameter.Property.GetValue(_cmdlet);
            if (!TryBind(parameter, value, convert)) continue;
            _fromPipeline[parameter] = before;
            any = true;
        }

        return any;
    }

    private static bool TryGetValue(CommandParameter parameter, object? input, bool byValue, out object? value)
    {
        value = input;
        if (byValue) return true;
        if (input is null) return false;
        PSObject wrapped = input as PSObject ?? new PSObject(input);
        PSPropertyInfo? property = parameter.Aliases.Prepend(parameter.Name).Select(name => wrapped.Properties[name]).FirstOrDefault(found => found is not null);
        value = property?.Value;
        return property is not null;
    }

    private bool TryBind(CommandParameter parameter, object? value, bool convert)
    {
        try
        {
            Bind(parameter, value, convert);
            return true;
        }
        catch (ParameterBindingException)
        {
            // PowerShell also goes on to the next way of binding, and reports only an object that nothing takes.
            return false;
        }
    }

    private void BindPositional(object? value)
    {
        CommandParameter? next = _parameters
            .Where(parameter => !_bound.ContainsKey(parameter.Name) && _sets.Any(set => parameter.In(set) is { Position: >= 0 }))
            .OrderBy(parameter => parameter.In(ParameterSet) is null ? 1 : 0)
            .ThenBy(parameter => parameter.Declarations.Max(declaration => declaration.Position))
            .FirstOrDefault();
        if (next is null) throw new ParameterBindingException("PositionalParameterNotFound", $"A positional parameter cannot be found that accepts argument '{value}'.");
        Bind(next, value, convert: true);
    }

    private void Bind(CommandParameter parameter, object? value, bool convert)
    {
        object? converted = Argument.Prepare(parameter, value, convert);
        string[] sets = _sets.Where(set => parameter.In(set) is not null).ToArray();
        if (sets.Length == 0) throw new ParameterBindingException("AmbiguousParameterSet", "Parameter set cannot be resolved using the specified named parameters.");
        _sets = sets;
        parameter.Property.SetValue(_cmdlet, converted);
        _bound[parameter.Name] = converted;
    }

    private void Restore()
    {
        foreach ((CommandParameter parameter, object? before) in _fromPipeline)
        {
            parameter.Property.SetValue(_cmdlet, before);
            _bound.Remove(parameter.Name);
        }

        _fromPipeline.Clear();
    }
}
