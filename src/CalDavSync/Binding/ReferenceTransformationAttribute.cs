using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>
/// Turns what a user gives for a connection or calendar into a reference, element by element, without any network. What it does not know
/// it returns unchanged, so that the binder goes on to bind by property name or reports the type.
/// </summary>
public abstract class ReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>A reference, an array of references, or the input.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or string or Uri) return ToReference(value, inputData) ?? inputData!;
        if (value is not IEnumerable several) return ToReference(value, inputData) ?? inputData!;
        var references = new List<object>();
        foreach (object? element in several)
        {
            object? inner = element is PSObject wrappedElement ? wrappedElement.BaseObject : element;
            if (ToReference(inner, element) is not { } reference) return inputData;
            references.Add(reference);
        }

        return references.ToArray();
    }

    /// <summary>The reference for one value, or null when it is nothing of the kind.</summary>
    private protected abstract object? ToReference(object? value, object? original);

    /// <summary>Properties and nothing else, such as a row of Import-Csv or an object of ConvertFrom-Json; null for anything else.</summary>
    private protected static PSObject? Row(object? value, object? original) =>
        original is PSObject row && value is not null && (value == original || value.GetType().Name == "PSCustomObject") ? row : null;

    /// <summary>The text of a property of an object that came through Export-Clixml or from another process; null when it is not of that type.</summary>
    private protected static string? DeserializedText(object? original, string typeName, string property)
    {
        if (original is not PSObject deserialized || !deserialized.TypeNames.Contains("Deserialized." + typeName)) return null;
        return deserialized.Properties[property]?.Value?.ToString();
    }
}
