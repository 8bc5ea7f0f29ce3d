using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CalDavSync.Sandbox;

namespace CalDavSync.Session;

/// <summary>The sandboxes started in one runspace; they end with it.</summary>
internal sealed class SandboxRegistry
{
    private static readonly ConditionalWeakTable<Runspace, SandboxRegistry> Registries = new();
    private readonly object _gate = new();
    private readonly Dictionary<CalDavSandbox, SandboxServer> _running = new();

    private SandboxRegistry(Runspace runspace) => runspace.StateChanged += (_, change) =>
    {
        if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken) StopAll();
    };

    /// <summary>The registry of the runspace this thread works for; only meaningful on a pipeline thread.</summary>
    public static SandboxRegistry Current => Registries.GetValue(Runspace.DefaultRunspace, runspace => new SandboxRegistry(runspace));

    public void Add(CalDavSandbox sandbox, SandboxServer server)
    {
        lock (_gate) _running.Add(sandbox, server);
    }

    public void StopAll()
    {
        List<CalDavSandbox> sandboxes;
        lock (_gate) sandboxes = new List<CalDavSandbox>(_running.Keys);
        foreach (CalDavSandbox sandbox in sandboxes) Stop(sandbox);
    }

    /// <summary>Stops a sandbox of this runspace; one that was stopped before stays so.</summary>
    public void Stop(CalDavSandbox sandbox)
    {
        SandboxServer? server;
        lock (_gate)
        {
            if (!_running.TryGetValue(sandbox, out server)) return;
            _running.Remove(sandbox);
        }

        sandbox.IsRunning = false;
        server.Dispose();
    }
}
