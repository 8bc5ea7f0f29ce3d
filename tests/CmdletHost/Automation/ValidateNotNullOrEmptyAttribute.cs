using System.Collections;

namespace System.Management.Automation;

public class ValidateNotNullOrEmptyAttribute : ValidateNotNullAttribute
{
    internal override void Validate(object? value)
    {
        base.Validate(value);
        if (value is string { Length: 0 } or ICollection { Count: 0 }) throw new ValidationMetadataException("The argument is empty.");
        if (value is not IEnumerable several || value is string) return;
        foreach (object? element in several)
        {
            if (element is string { Length: 0 }) throw new ValidationMetadataException("The argument has an empty element.");
        }
    }
}
