using System;
using System.IO;
using System.Linq;

namespace CmdletHost.Demo;

/// <summary>The main job end to end, as docs/examples/demo.ps1 tells it in a real PowerShell.</summary>
internal sealed class DemoStory(TextWriter console) : IDisposable
{
    private readonly HostSession _session = new();
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("caldavsync-demo-");

    public void Tell()
    {
        Show("A server with sync-collection (RFC 6578)", "-Seed", 5);
        Show("A server without it: the same records, by comparing entity tags", "-Seed", 5, "-Quirk", "NoSyncCollection");
    }

    public void Dispose()
    {
        _session.Dispose();
        _state.Delete(recursive: true);
    }

    private void Show(string title, params object?[] sandboxOptions)
    {
        console.WriteLine($"\n=== {title}");
        dynamic sandbox = Run("Start-CalDavSandbox", sandboxOptions).Output.Single()!;
        object connection = new CmdletPipeline(_session).Add("Connect-CalDav", "-Name", "demo").Run((object)sandbox).Output.Single()!;
        Step("The calendars of the account", "Get-CalDavCalendar -Connection $connection");
        dynamic calendar = Table(Run("Get-CalDavCalendar", "-Connection", connection)).Output.First()!;

        Step("The first run brings everything, and a token", "$calendar | Sync-CalDavCollection -StatePath $statePath");
        PipelineResult first = Table(Sync(calendar));

        using var other = new OtherClient((Uri)calendar.Uri, sandbox.Credential.GetNetworkCredential());
        string[] hrefs = first.Output.Select(record => (string?)((dynamic)record!).Href).OfType<string>().ToArray();
        other.Put("lunch.ics", "lunch", "Lunch with Ada");
        other.Put(hrefs[0], "moved", "Moved by somebody else");
        other.Delete(hrefs[1]);
        Step("Another client added one, changed one, deleted one: the next run brings exactly that", "$calendar | Sync-CalDavCollection -StatePath $statePath -IncludeContent");
        Table(Sync(calendar, "-IncludeContent"));

        Step("Nothing happened since", "$calendar | Sync-CalDavCollection -StatePath $statePath");
        Table(Sync(calendar));
        Run("Disconnect-CalDav", "-All");
        new CmdletPipeline(_session).Add("Stop-CalDavSandbox").Run((object)sandbox);
    }

    private PipelineResult Sync(object calendar, params object?[] options) => new CmdletPipeline(_session)
        .Add("Sync-CalDavCollection", options.Prepend(_state.FullName).Prepend("-StatePath").ToArray())
        .Run(calendar);

    private PipelineResult Run(string command, params object?[] arguments) => new CmdletPipeline(_session).Add(command, arguments).Run();

    private void Step(string text, string command) => console.WriteLine($"\n# {text}\nPS> {command}");

    private PipelineResult Table(PipelineResult result)
    {
        foreach (System.Management.Automation.ErrorRecord error in result.Errors) console.WriteLine($"ERROR {error.FullyQualifiedErrorId}: {error}");
        new ViewTable(console).Write(result.Output);
        return result;
    }
}
