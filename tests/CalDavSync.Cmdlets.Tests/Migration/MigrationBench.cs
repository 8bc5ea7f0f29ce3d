using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using CalDavSync.Sandbox;
using CmdletHost;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>A session connected to two sandboxes, old with items and new without, and a folder that goes away.</summary>
public sealed class MigrationBench : IDisposable
{
    public MigrationBench(SandboxOptions? old = null, SandboxOptions? @new = null)
    {
        Old = SandboxServer.Start(old ?? new SandboxOptions { Seed = 5 });
        New = SandboxServer.Start(@new ?? new SandboxOptions());
        Folder = Directory.CreateTempSubdirectory("caldavsync-test-").FullName;
        Session.Location = Folder;
        Source = Connect(Old, "old");
        Target = Connect(New, "new");
    }

    public HostSession Session { get; } = new();

    public SandboxServer Old { get; }

    public SandboxServer New { get; }

    public string Folder { get; }

    /// <summary>old/work.</summary>
    public CalDavCalendar Source { get; }

    /// <summary>new/work.</summary>
    public CalDavCalendar Target { get; }

    public static string Event(string uid, string summary, string extra = "") =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n" + Component(uid, summary, extra) + "END:VCALENDAR\r\n";

    public static string Component(string uid, string summary, string extra = "") =>
        $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260301T090000Z\r\nSUMMARY:{summary}\r\n{extra}END:VEVENT\r\n";

    public string PathOf(string name) => Path.Combine(Folder, name);

    public PipelineResult Run(string command, params object?[] arguments) => new CmdletPipeline(Session).Add(command, arguments).Run();

    /// <summary>Runs with an input object, and returns what came out even when the command failed.</summary>
    public PipelineResult Pipe(object? input, string command, params object?[] arguments) => new CmdletPipeline(Session).Add(command, arguments).Run(input);

    /// <summary>The same items on both servers, as far as items mean anything.</summary>
    public bool AreEqual() => (bool)Run("Compare-CalDavCalendar", Source, Target, "-Quiet").Output.Single()!;

    public void Dispose()
    {
        Session.RemoveModule();
        Session.Dispose();
        Old.Dispose();
        New.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private CalDavCalendar Connect(SandboxServer server, string name)
    {
        var credential = new PSCredential(server.UserName, new NetworkCredential(string.Empty, server.Password).SecurePassword);
        Run("Connect-CalDav", server.Uri, "-Credential", credential, "-Name", name);
        return Run("Get-CalDavCalendar", "work", "-Connection", name).Of<CalDavCalendar>().Single();
    }
}
