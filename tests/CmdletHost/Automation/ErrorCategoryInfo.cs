using System;

namespace System.Management.Automation;

public class ErrorCategoryInfo
{
    internal ErrorCategoryInfo(ErrorCategory category, Exception exception, object? target)
    {
        Category = category;
        Reason = exception.GetType().Name;
        TargetName = target?.ToString() ?? string.Empty;
    }

    public ErrorCategory Category { get; }

    public string Reason { get; }

    public string TargetName { get; }
}
