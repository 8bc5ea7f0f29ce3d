using System;

namespace System.Management.Automation.Runspaces;

public class Runspace
{
    [ThreadStatic]
    private static Runspace? _current;

    public event EventHandler<RunspaceStateEventArgs>? StateChanged;

    /// <summary>That of the thread, as in PowerShell.</summary>
    public static Runspace? DefaultRunspace
    {
        get => _current;
        set => _current = value;
    }

    public void Close() => StateChanged?.Invoke(this, new RunspaceStateEventArgs(new RunspaceStateInfo(RunspaceState.Closed)));
}
