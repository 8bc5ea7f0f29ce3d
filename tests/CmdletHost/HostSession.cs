using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CmdletHost;

/// <summary>What a PowerShell session is to the module: a runspace, variables, a location, drives, and a person who answers questions.</summary>
public sealed class HostSession : IDisposable
{
    private readonly SessionState _state = new();

    public HostSession()
    {
        Variables["PSVersionTable"] = new System.Collections.Hashtable { ["PSVersion"] = new Version(7, 4, 0) };
    }

    public Runspace Runspace { get; } = new();

    public PSVariableIntrinsics Variables => _state.PSVariable;

    /// <summary>The current location of the session, which need not be that of the process.</summary>
    public string Location
    {
        get => _state.Path.Location;
        set => _state.Path.Location = value;
    }

    /// <summary>What is answered to -Confirm and ShouldContinue.</summary>
    public Func<string, bool> Answer { get; set; } = _ => throw new InvalidOperationException("Nobody is there to answer.");

    internal SessionState State => _state;

    public void AddDrive(string name, string root) => _state.Path.AddDrive(name, root);

    /// <summary>Runs code as on the pipeline thread of this session.</summary>
    public T Enter<T>(Func<T> code)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = Runspace;
        try
        {
            return code();
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    /// <summary>What Tab offers for a parameter.</summary>
    public IReadOnlyList<CompletionResult> Complete(string command, string parameter, string word, System.Collections.IDictionary? bound = null) =>
        Enter(() => ModuleCommands.Complete(command, parameter, word, bound ?? new System.Collections.Hashtable()));

    /// <summary>What Remove-Module does.</summary>
    public void RemoveModule() => Enter(() => ModuleCommands.Remove());

    public void Dispose() => Runspace.Close();
}
