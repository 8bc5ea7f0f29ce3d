namespace System.Diagnostics.CodeAnalysis;

/// <summary>netstandard2.0 has no nullable attributes; the compiler only looks at the name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
