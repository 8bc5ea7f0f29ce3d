using System;

namespace System.Management.Automation;

public class ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
{
    public Exception Exception { get; } = exception;

    public object? TargetObject { get; } = targetObject;

    public ErrorCategoryInfo CategoryInfo { get; } = new(errorCategory, exception, targetObject);

    public ErrorDetails? ErrorDetails { get; set; }

    public string FullyQualifiedErrorId => Origin is null ? errorId : $"{errorId},{Origin.FullName}";

    /// <summary>The cmdlet class that wrote it; PowerShell appends it to the id.</summary>
    internal Type? Origin { get; set; }

    public override string ToString() => ErrorDetails?.Message ?? Exception.Message;
}
