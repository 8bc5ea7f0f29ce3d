using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CmdletHost.Binding;

/// <summary>The arguments of one command, told apart: named, positional, and those every command has.</summary>
internal sealed class CommandLine
{
    private static readonly string[] CommonSwitches = { "Verbose", "Debug", "WhatIf", "Confirm" };

    public List<(CommandParameter Parameter, object? Value)> Named { get; } = new();

    public List<object?> Positional { get; } = new();

    /// <summary>-Verbose, -Debug, -ErrorAction, -WhatIf and -Confirm.</summary>
    public Dictionary<string, object?> Common { get; } = new();

    public static CommandLine Parse(IReadOnlyList<CommandParameter> parameters, IReadOnlyList<object?> arguments)
    {
        var line = new CommandLine();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not string { Length: > 1 } word || word[0] != '-' || !char.IsLetter(word[1]))
            {
                line.Positional.Add(arguments[i]);
                continue;
            }

            string name = word[1..].TrimEnd(':');
            bool hasValue = word.EndsWith(':');
            if (!line.AddCommon(name, hasValue, arguments, ref i)) line.AddNamed(Find(parameters, name), hasValue, arguments, ref i);
        }

        return line;
    }

    private static CommandParameter Find(IReadOnlyList<CommandParameter> parameters, string name)
    {
        if (parameters.FirstOrDefault(parameter => parameter.IsCalled(name)) is { } exact) return exact;
        CommandParameter[] candidates = parameters.Where(parameter => parameter.BeginsWith(name)).ToArray();
        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new ParameterBindingException("NamedParameterNotFound", $"A parameter cannot be found that matches parameter name '{name}'."),
            _ => throw new ParameterBindingException("AmbiguousParameter", $"The parameter name '{name}' is ambiguous."),
        };
    }

    private bool AddCommon(string name, bool hasValue, IReadOnlyList<object?> arguments, ref int i)
    {
        if (name == "ErrorAction")
        {
            Common[name] = arguments[++i];
            return true;
        }

        if (!CommonSwitches.Contains(name)) return false;
        Common[name] = !hasValue || (bool)arguments[++i]!;
        return true;
    }

    private void AddNamed(CommandParameter parameter, bool hasValue, IReadOnlyList<object?> arguments, ref int i)
    {
        if (parameter.IsSwitch && !hasValue)
        {
            Named.Add((parameter, SwitchParameter.Present));
            return;
        }

        if (i + 1 >= arguments.Count) throw new ParameterBindingException("MissingArgument", $"Missing an argument for parameter '{parameter.Name}'.");
        Named.Add((parameter, arguments[++i]));
    }
}
