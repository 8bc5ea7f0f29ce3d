namespace System.Management.Automation.Runspaces;

public sealed class RunspaceStateInfo(RunspaceState state)
{
    public RunspaceState State { get; } = state;
}
