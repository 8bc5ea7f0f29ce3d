using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace CmdletHost.Binding;

/// <summary>One parameter of a cmdlet as its attributes declare it.</summary>
internal sealed class CommandParameter
{
    private CommandParameter(PropertyInfo property, IReadOnlyList<ParameterAttribute> declarations)
    {
        Property = property;
        Declarations = declarations;
        Aliases = property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames).ToArray();
        Transformations = property.GetCustomAttributes<ArgumentTransformationAttribute>().ToArray();
        Validations = property.GetCustomAttributes<ValidateArgumentsAttribute>().ToArray();
        AllowsNull = property.GetCustomAttribute<AllowNullAttribute>() is not null;
        AllowsEmpty = property.GetCustomAttribute<AllowEmptyStringAttribute>() is not null;
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    public Type Type => Property.PropertyType;

    public IReadOnlyList<ParameterAttribute> Declarations { get; }

    public IReadOnlyList<string> Aliases { get; }

    public IReadOnlyList<ArgumentTransformationAttribute> Transformations { get; }

    public IReadOnlyList<ValidateArgumentsAttribute> Validations { get; }

    public bool AllowsNull { get; }

    public bool AllowsEmpty { get; }

    public bool IsSwitch => Type == typeof(SwitchParameter);

    public static IReadOnlyList<CommandParameter> Of(Type cmdlet) => cmdlet
        .GetProperties()
        .Select(property => (Property: property, Declarations: property.GetCustomAttributes<ParameterAttribute>().ToArray()))
        .Where(candidate => candidate.Declarations.Length > 0)
        .Select(candidate => new CommandParameter(candidate.Property, candidate.Declarations))
        .ToArray();

    /// <summary>The declaration that counts in a parameter set; null where the parameter does not belong to it.</summary>
    public ParameterAttribute? In(string set) => Declarations.FirstOrDefault(
        declaration => declaration.ParameterSetName == set || declaration.ParameterSetName == ParameterAttribute.AllParameterSets);

    public bool IsCalled(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    public bool BeginsWith(string prefix) =>
        Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || Aliases.Any(alias => alias.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
