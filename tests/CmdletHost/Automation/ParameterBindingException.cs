using System;

namespace System.Management.Automation;

public class ParameterBindingException(string errorId, string message, Exception? innerException = null) : RuntimeException(message, innerException)
{
    /// <summary>The first part of the FullyQualifiedErrorId PowerShell reports.</summary>
    public string ErrorId { get; } = errorId;
}
