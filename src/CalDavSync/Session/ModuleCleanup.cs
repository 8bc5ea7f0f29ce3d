using System.Management.Automation;

namespace CalDavSync.Session;

/// <summary>Remove-Module closes the connections and stops the sandboxes of the runspace.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell when the module is removed.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ConnectionRegistry.Current.CloseAll();
        SandboxRegistry.Current.StopAll();
    }
}
