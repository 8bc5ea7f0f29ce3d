namespace System.Management.Automation;

/// <summary>A cmdlet ended with a terminating error.</summary>
public class CmdletInvocationException(ErrorRecord errorRecord) : RuntimeException(errorRecord.ToString(), errorRecord.Exception)
{
    public ErrorRecord ErrorRecord { get; } = errorRecord;
}
