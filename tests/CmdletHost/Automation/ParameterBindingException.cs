using System;

namespace System.Management.Automation;

public class ParameterBindingException(string errorId, string message, Exception? innerException = null) : RuntimeException(message, innerException)
{
    /// <summary>The first part of the FullyQualifiedErrorId PowerShell reports.</summary>
    public string ErrorId { get; } = errorId;

    public ErrorRecord ErrorRecord => new(this, ErrorId, Category, null) { Origin = Command };

    /// <summary>The cmdlet class whose parameters could not be bound.</summary>
    internal Type? Command { get; set; }

    private ErrorCategory Category => ErrorId switch
    {
        "ParameterArgumentTransformationError" or "ParameterArgumentValidationError"
            or "ParameterArgumentValidationErrorNullNotAllowed" or "ParameterArgumentValidationErrorEmptyStringNotAllowed" => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidArgument,
    };
}
