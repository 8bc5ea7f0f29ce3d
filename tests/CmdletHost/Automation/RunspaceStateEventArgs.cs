using System;

namespace System.Management.Automation.Runspaces;

public sealed class RunspaceStateEventArgs(RunspaceStateInfo runspaceStateInfo) : EventArgs
{
    public RunspaceStateInfo RunspaceStateInfo { get; } = runspaceStateInfo;
}
