using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security;
using CalDavSync.Base;
using CalDavSync.Binding;
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
        SandboxServer server = StartServer();
        var credential = new PSCredential(server.UserName, Secure(server.Password));
        var sandbox = new CalDavSandbox(server.Uri, credential, server.Profile?.Name, server.Quirks.Select(quirk => quirk.Name).ToArray());
        SandboxRegistry.Current.Add(sandbox, server);
        WriteVerbose($"The sandbox listens at {sandbox.Uri}; it ends with this session or with Stop-CalDavSandbox.");
        WriteObject(sandbox);
    }

    private static SecureString Secure(string password)
    {
        var secure = new SecureString();
        foreach (char c in password) secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }

    private SandboxServer StartServer()
    {
        try
        {
            return SandboxServer.Start(new SandboxOptions { Port = Port, Seed = Seed, Profile = Profile, Quirks = Quirk });
        }
        catch (ArgumentException error)
        {
            var record = new ErrorRecord(error, "UnknownSandboxProfile", ErrorCategory.InvalidArgument, (object?)Profile ?? Quirk)
            {
                ErrorDetails = new ErrorDetails(error.Message.Replace($" (Parameter '{error.ParamName}')", string.Empty)),
            };
            ThrowTerminatingError(record);
            throw;
        }
        catch (SocketException error)
        {
            var record = new ErrorRecord(error, "PortInUse", ErrorCategory.ResourceUnavailable, Port)
            {
                ErrorDetails = new ErrorDetails($"Port {Port} cannot be used: {error.Message}") { RecommendedAction = "Leave out -Port: a free one is taken." },
            };
            ThrowTerminatingError(record);
            throw;
        }
    }
}
