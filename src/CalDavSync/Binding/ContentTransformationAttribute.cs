using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>-Content takes the text of a piped item or sync record; left to the binder, it would take what the object prints as.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ContentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The iCalendar text, or the input.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string? text = value switch
        {
            CalDavItem item => item.Content,
            CalDavChange change => change.Content,
            string => null,
            IEnumerable lines => Joined(lines),
            _ => inputData is PSObject { BaseObject: not string } row ? row.Properties[nameof(CalDavItem.Content)]?.Value?.ToString() : null,
        };
        return text ?? inputData;
    }

    // What Get-Content gives without -Raw.
    private static string? Joined(IEnumerable lines)
    {
        object?[] elements = lines.Cast<object?>().Select(line => line is PSObject wrapped ? wrapped.BaseObject : line).ToArray();
        return elements.Length > 1 && elements.All(line => line is string) ? string.Concat(elements.Select(line => line + "\r\n")) : null;
    }
}
