using System.Collections;

namespace System.Management.Automation;

public sealed class ValidateRangeAttribute(object minRange, object maxRange) : ValidateArgumentsAttribute
{
    public object MinRange { get; } = minRange;

    public object MaxRange { get; } = maxRange;

    internal override void Validate(object? value)
    {
        foreach (object? element in value is IEnumerable several and not string ? several : new[] { value })
        {
            if (Comparer.DefaultInvariant.Compare(element, MinRange) < 0 || Comparer.DefaultInvariant.Compare(element, MaxRange) > 0)
            {
                throw new ValidationMetadataException($"The {element} argument is not between {MinRange} and {MaxRange}.");
            }
        }
    }
}
