using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>
/// -Component takes names of iCalendar components in any case, and Event, Todo and Journal as tables show them: a calendar that is made for
/// EVENT takes nothing ever after. A row of Import-Csv has several in one text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ComponentTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EVENT"] = "VEVENT",
        ["TODO"] = "VTODO",
        ["TASK"] = "VTODO",
        ["JOURNAL"] = "VJOURNAL",
        ["FREEBUSY"] = "VFREEBUSY",
    };

    /// <summary>The names, or the input.</summary>
    /// <exception cref="ArgumentException">One is no name.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is string text) return text.IndexOf(',') < 0 ? Name(text) : Names(text);
        if (value is not IEnumerable several) return inputData;
        object?[] elements = several.Cast<object?>().Select(element => element is PSObject inner ? inner.BaseObject : element).ToArray();
        return elements.All(element => element is string) ? elements.SelectMany(element => Names((string)element!)).ToArray() : inputData;
    }

    private static string[] Names(string text) => text.Split(',').Select(Name).Where(name => name.Length > 0).ToArray();

    private static string Name(string text)
    {
        string name = text.Trim();
        if (Shown.TryGetValue(name, out string? component)) return component;
        if (name.All(character => character == '-' || (character < '\x80' && char.IsLetterOrDigit(character)))) return name.ToUpperInvariant();
        throw new ArgumentException($"'{name}' is no component; write for example VEVENT.");
    }
}
