using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using CalDavSync.Sandbox;
using CmdletHost;

namespace CalDavSync.Cmdlets.Tests;

/// <summary>A session, a sandbox whose inside the test can see, and a folder that goes away.</summary>
public sealed class SandboxBench : IDisposable
{
    public SandboxBench(int seed = 3)
    {
        Server = SandboxServer.Start(new SandboxOptions { Seed = seed, Password = Secret });
        Folder = Directory.CreateTempSubdirectory("caldavsync-test-").FullName;
        Session.Location = Folder;
    }

    public static string Secret => "pa55-w0rd-that-nobody-may-see";

    public HostSession Session { get; } = new();

    public SandboxServer Server { get; }

    public string Folder { get; }

    public string StatePath => Path.Combine(Folder, "state");

    public PSCredential Credential => new(Server.UserName, new NetworkCredential(string.Empty, Secret).SecurePassword);

    public CalDavConnection Connect(string name = "test") =>
        Run("Connect-CalDav", Server.Uri, "-Credential", Credential, "-Name", name).Of<CalDavConnection>().Single();

    public CalDavCalendar Work(CalDavConnection connection) => Run("Get-CalDavCalendar", "work", "-Connection", connection).Of<CalDavCalendar>().Single();

    /// <summary>Connects and reads the calendar all sandboxes start with.</summary>
    public CalDavCalendar ConnectToWork() => Work(Connect());

    public CmdletPipeline Pipeline(string command, params object?[] arguments) => new CmdletPipeline(Session).Add(command, arguments);

    public PipelineResult Run(string command, params object?[] arguments) => Pipeline(command, arguments).Run();

    /// <summary>A stateful run of one calendar.</summary>
    public PipelineResult Sync(CalDavCalendar calendar, params object?[] arguments) =>
        Pipeline("Sync-CalDavCollection", arguments.Concat(new object?[] { "-StatePath", StatePath }).ToArray()).Run(calendar);

    public void Dispose()
    {
        Session.RemoveModule();
        Session.Dispose();
        Server.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
