using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using CmdletHost;
using HelpBuilder;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>What the compiled cmdlet says of itself.</summary>
internal sealed class CommandFacts
{
    private readonly CmdletAttribute _attribute;
    private readonly PropertyInfo[] _properties;

    public CommandFacts(Type cmdlet)
    {
        Name = ModuleCommands.NameOf(cmdlet);
        _attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        _properties = cmdlet.GetProperties().Where(property => property.GetCustomAttributes<ParameterAttribute>().Any()).ToArray();
        using var instance = (IDisposable)Activator.CreateInstance(cmdlet)!;
        Parameters = _properties.Select(property => (property.Name, Facts: Facts(property, property.GetValue(instance))))
            .Concat(_attribute.SupportsShouldProcess ? Confirmation() : [])
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToArray();
        Aliases = cmdlet.GetCustomAttribute<AliasAttribute>()?.AliasNames.ToArray() ?? [];
        Outputs = cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(type => type.FullName!).ToArray();
    }

    public string Name { get; }

    /// <summary>All parameters but the common ones, by name.</summary>
    public IReadOnlyList<(string Name, ParameterFacts Facts)> Parameters { get; }

    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Full names of the types that come out.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The parameter sets, the default one first; a single nameless set is called __AllParameterSets.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            string[] named = Parameters.SelectMany(parameter => parameter.Facts.Sets).Select(set => set.Name)
                .Where(name => name != ParameterSetFacts.All)
                .Distinct()
                .OrderByDescending(IsDefault)
                .ThenBy(name => name, StringComparer.Ordinal)
                .ToArray();
            return named.Length == 0 ? [ParameterAttribute.AllParameterSets] : named;
        }
    }

    public bool IsDefault(string set) => set == _attribute.DefaultParameterSetName;

    /// <summary>The syntax of a set, one word for each parameter, in PowerShell's order.</summary>
    public IEnumerable<string> Syntax(string set)
    {
        yield return Name;
        IEnumerable<(string Name, ParameterFacts Facts, ParameterSetFacts Set)> parameters = Parameters
            .Where(parameter => parameter.Facts.In(set) is not null)
            .Select(parameter => (parameter.Name, parameter.Facts, parameter.Facts.In(set)!))
            .OrderBy(parameter => parameter.Item3.Position ?? int.MaxValue)
            .ThenByDescending(parameter => parameter.Item3.IsRequired)
            .ThenBy(parameter => parameter.Name is "WhatIf" or "Confirm");
        foreach ((string name, ParameterFacts facts, ParameterSetFacts inSet) in parameters) yield return Word(name, facts, inSet);
        yield return "[<CommonParameters>]";
    }

    private string Word(string name, ParameterFacts facts, ParameterSetFacts set)
    {
        string named = set.Position is null ? "-" + name : $"[-{name}]";
        PropertyInfo? property = _properties.FirstOrDefault(candidate => candidate.Name == name);
        bool isSwitch = facts.Type == typeof(SwitchParameter).FullName;
        string word = isSwitch ? named : $"{named} <{TypeNames.Short(property!.PropertyType)}>";
        return set.IsRequired ? word : $"[{word}]";
    }

    private static ParameterFacts Facts(PropertyInfo property, object? value) => new()
    {
        Type = TypeNames.Full(property.PropertyType),
        DefaultValue = Default(value),
        SupportsWildcards = property.GetCustomAttribute<SupportsWildcardsAttribute>() is not null,
        Aliases = property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames).ToArray(),
        Sets = property.GetCustomAttributes<ParameterAttribute>()
            .Select(declaration => new ParameterSetFacts(
                declaration.ParameterSetName == ParameterAttribute.AllParameterSets ? ParameterSetFacts.All : declaration.ParameterSetName,
                declaration.Position < 0 ? null : declaration.Position,
                declaration.Mandatory,
                declaration.ValueFromPipeline,
                declaration.ValueFromPipelineByPropertyName))
            .OrderBy(set => set.Name, StringComparer.Ordinal)
            .ToArray(),
        AcceptedValues = Accepted(property),
    };

    // Zero, and the first moment of the calendar, stand for "not given" wherever they are a default.
    private static string Default(object? value) => value switch
    {
        null or 0 or 0L => string.Empty,
        DateTime time when time == default => string.Empty,
        SwitchParameter => "False",
        string[] several => string.Join(", ", several),
        Array => string.Empty,
        _ => value.ToString()!,
    };

    private static string[] Accepted(PropertyInfo property)
    {
        Type type = property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.GetNames(type) : property.GetCustomAttribute<ValidateSetAttribute>()?.ValidValues.ToArray() ?? [];
    }

    private static IEnumerable<(string Name, ParameterFacts Facts)> Confirmation()
    {
        foreach ((string name, string alias) in new[] { ("Confirm", "cf"), ("WhatIf", "wi") })
        {
            yield return (name, new ParameterFacts
            {
                Type = typeof(SwitchParameter).FullName!,
                DefaultValue = "False",
                Aliases = [alias],
                Sets = [new ParameterSetFacts(ParameterSetFacts.All, null, false, false, false)],
            });
        }
    }
}
