using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Sandbox;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Starts a CalDAV server in memory, on loopback, that ends with this PowerShell session.</summary>
[Cmdlet(VerbsLifecycle.Start, "CalDavSandbox", DefaultParameterSetName = ProfileSet)]
[OutputType(typeof(CalDavSandbox))]
public sealed class StartCalDavSandboxCommand : CalDavCmdlet
{
    private const string ProfileSet = "Profile";
    private const string QuirkSet = "Quirk";

    private static readonly string[] PropertiesForFiles =
        typeof(CalDavSandbox).GetProperties().Select(property => property.Name).Where(name => name != nameof(CalDavSandbox.Credential)).ToArray();

    /// <summary>The server to imitate; without one the sandbox is well-behaved.</summary>
    [Parameter(Position = 0, ParameterSetName = ProfileSet)]
    [ArgumentCompleter(typeof(SandboxProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Profile { get; set; }

    /// <summary>The misbehaviours to show.</summary>
    [Parameter(Mandatory = true, ParameterSetName = QuirkSet)]
    [ArgumentCompleter(typeof(SandboxQuirkCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Quirk { get; set; } = Array.Empty<string>();

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The number of events in the one calendar it starts with.</summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    public int Seed { get; set; } = 3;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Out.Log.ReadPreferences();
        RequireProfile();
        foreach (string name in Quirk) RequireQuirk(name);
        Out.Progress.Title = "Starting a sandbox";
        SandboxRegistry registry = SandboxRegistry.Current;
        KeepCredentialOutOfFiles();
        RunPumped(
            _ =>
            {
                Out.Progress.Report($"{Seed} items");
                Start(registry);
                return Task.CompletedTask;
            },
            Port);
        base.EndProcessing();
    }

    private static SecureString Secure(string password)
    {
        var secure = new SecureString();
        foreach (char c in password) secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }

    // Where SecureString has no system to rely on, Export-Clixml writes it so that anybody can read it. This cannot be said in a file of
    // types, whose members PowerShell refuses when the module is imported a second time from another folder.
    private void KeepCredentialOutOfFiles()
    {
        try
        {
            InvokeCommand.InvokeScript(
                $@"Microsoft.PowerShell.Utility\Update-TypeData -TypeName {typeof(CalDavSandbox).FullName} -SerializationMethod SpecificProperties "
                + $"-PropertySerializationSet {string.Join(",", PropertiesForFiles)} -InheritPropertySerializationSet $false -Force -WhatIf:$false -Confirm:$false");
        }
        catch (RuntimeException error)
        {
            WriteWarning($"Do not write the sandbox with Export-Clixml, the file would hold its password: {error.Message}");
        }
    }

    private void RequireProfile()
    {
        string[] known = SandboxProfiles.All.Select(profile => profile.Name).ToArray();
        if (Profile is null || known.Contains(Profile, StringComparer.OrdinalIgnoreCase)) return;
        Fail(new SandboxProfileNotFoundException($"The sandbox has no profile '{Profile}'.{SimilarNames.Question(Profile, known)}"), Profile);
    }

    private void RequireQuirk(string name)
    {
        string[] known = SandboxQuirks.All.Select(quirk => quirk.Name).ToArray();
        if (known.Contains(name, StringComparer.OrdinalIgnoreCase)) return;
        Fail(new SandboxQuirkNotFoundException($"The sandbox has no quirk '{name}'.{SimilarNames.Question(name, known)}"), name);
    }

    private void Start(SandboxRegistry registry)
    {
        SandboxServer server = StartServer();
        var credential = new PSCredential(server.UserName, Secure(server.Password));
        var sandbox = new CalDavSandbox(server.EntryUri, credential, server.Profile?.Name, server.Quirks.Select(quirk => quirk.Name).ToArray());
        registry.Add(sandbox, server);
        Out.Log.Verbose($"The sandbox listens at {sandbox.Uri}; it ends with this session or with Stop-CalDavSandbox.");
        Out.WriteObject(sandbox);
    }

    private SandboxServer StartServer()
    {
        try
        {
            return SandboxServer.Start(new SandboxOptions { Port = Port, Seed = Seed, Profile = Profile, Quirks = Quirk });
        }
        catch (SocketException error)
        {
            throw new PortUnavailableException($"Port {Port} cannot be used: {error.Message}", error);
        }
    }
}
