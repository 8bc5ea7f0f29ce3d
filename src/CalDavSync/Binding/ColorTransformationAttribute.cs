using System;
using System.Management.Automation;
using CalDavSync.CalDav.Collections;

namespace CalDavSync.Binding;

/// <summary>-Color takes #RGB, #RRGGBB or #RRGGBBAA, with or without the hash; nothing takes the colour away.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The colour as #RRGGBB.</summary>
    /// <exception cref="ArgumentException">It is no colour.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null) return string.Empty;
        if (value is not string text || text.Length == 0) return inputData;
        return CalendarColor.Normalize(text) ?? throw new ArgumentException($"'{text}' is no colour; write it as #RRGGBB, for example #1E90FF.");
    }
}
