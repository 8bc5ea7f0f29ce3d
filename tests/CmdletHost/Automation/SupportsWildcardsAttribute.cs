using System;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class SupportsWildcardsAttribute : Attribute
{
}
