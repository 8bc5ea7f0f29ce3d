using System;
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
            _ => inputData is PSObject { BaseObject: not string } row ? row.Properties[nameof(CalDavItem.Content)]?.Value?.ToString() : null,
        };
        return text ?? inputData;
    }
}
