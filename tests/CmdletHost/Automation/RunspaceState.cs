namespace System.Management.Automation.Runspaces;

public enum RunspaceState
{
    BeforeOpen,
    Opening,
    Opened,
    Closed,
    Closing,
    Broken,
    Disconnecting,
    Disconnected,
    Connecting,
}
