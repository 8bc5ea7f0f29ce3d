namespace System.Management.Automation;

/// <summary>-ErrorAction Stop made a non-terminating error end the pipeline.</summary>
public class ActionPreferenceStopException(ErrorRecord errorRecord) : RuntimeException(errorRecord.ToString(), errorRecord.Exception)
{
    public ErrorRecord ErrorRecord { get; } = errorRecord;
}
