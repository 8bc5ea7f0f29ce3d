using System;
using System.Collections.Generic;

namespace System.Management.Automation;

public sealed class PSVariableIntrinsics
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);

    public object? this[string name]
    {
        get => GetValue(name);
        set => Set(name, value);
    }

    public object? GetValue(string name) => _variables.GetValueOrDefault(name);

    public void Set(string name, object? value) => _variables[name] = value;
}
