using System;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class ArgumentCompleterAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
