namespace System.Management.Automation;

public interface ICommandRuntime
{
    void WriteProgress(long sourceId, ProgressRecord progressRecord);
}
