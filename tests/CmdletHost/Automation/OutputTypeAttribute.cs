using System;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class OutputTypeAttribute(params Type[] type) : Attribute
{
    public Type[] Type { get; } = type;
}
