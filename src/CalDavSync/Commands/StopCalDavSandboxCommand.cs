using System.Management.Automation;
using CalDavSync.Base;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Stops sandboxes: those given, or with none given all that were started in this session.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CalDavSandbox")]
public sealed class StopCalDavSandboxCommand : CalDavCmdlet
{
    /// <summary>What Start-CalDavSandbox returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CalDavSandbox[]? Sandbox { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (CalDavSandbox sandbox in Sandbox ?? System.Array.Empty<CalDavSandbox>()) SandboxRegistry.Current.Stop(sandbox);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An empty pipeline means no sandbox, not all of them.
        if (Sandbox is null && !MyInvocation.ExpectingInput) SandboxRegistry.Current.StopAll();
    }
}
