using System;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public abstract class ValidateArgumentsAttribute : Attribute
{
    /// <summary>Throws ValidationMetadataException for a value that is not allowed.</summary>
    internal abstract void Validate(object? value);
}
