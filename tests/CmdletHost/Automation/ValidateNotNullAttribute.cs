using System.Collections;

namespace System.Management.Automation;

public class ValidateNotNullAttribute : ValidateArgumentsAttribute
{
    internal override void Validate(object? value)
    {
        if (value is null) throw new ValidationMetadataException("The argument is null.");
        if (value is not IEnumerable several || value is string) return;
        foreach (object? element in several)
        {
            if (element is null) throw new ValidationMetadataException("The argument has an element that is null.");
        }
    }
}
