using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace System.Management.Automation;

public sealed class ValidateSetAttribute(params string[] validValues) : ValidateArgumentsAttribute
{
    public IList<string> ValidValues { get; } = validValues;

    internal override void Validate(object? value)
    {
        foreach (object? element in value is IEnumerable several and not string ? several : new[] { value })
        {
            if (!ValidValues.Contains(element?.ToString() ?? string.Empty, StringComparer.OrdinalIgnoreCase))
            {
                throw new ValidationMetadataException($"The argument \"{element}\" does not belong to the set \"{string.Join(",", ValidValues)}\".");
            }
        }
    }
}
