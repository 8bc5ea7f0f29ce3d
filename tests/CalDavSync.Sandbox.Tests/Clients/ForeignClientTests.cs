using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Sandbox.Tests.Clients;

/// <summary>Clients that others wrote use the sandbox as they use any server.</summary>
public class ForeignClientTests
{
    [Fact]
    public async Task Curl_signs_in_with_digest_and_compression()
    {
        string curl = Require("curl");
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Seed = 200, Authentication = SandboxAuthentication.Digest });
        string output = await Run(
            curl, "-sS", "--compressed", "--digest", "-u", $"alice:{server.Password}", "-X", "PROPFIND", "-H", "Depth: 1", "-L", new Uri(server.Uri, ".well-known/caldav").AbsoluteUri);
        Assert.Contains("/principals/", output);
        string listing = await Run(curl, "-sS", "--compressed", "--digest", "-u", $"alice:{server.Password}", "-X", "PROPFIND", "-H", "Depth: 1", server.CalendarUri.AbsoluteUri);
        Assert.Contains("item-000200.ics", listing);
    }

    /// <summary>It sends sync-collection with Depth: 1, which RFC 6578 forbids and every measured server takes.</summary>
    [Fact]
    public async Task Python_caldav_creates_edits_searches_and_synchronizes()
    {
        string python = Require("/usr/bin/python3", "python3");
        if ((await Try(python, "-c", "import caldav")).Code != 0) Assert.Skip("The Python module caldav is not installed.");
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Seed = 12, Quirks = new[] { "IgnoresDepth" } });
        const string Script = """
            import sys, caldav
            from datetime import datetime
            client = caldav.DAVClient(url=sys.argv[1], username='alice', password=sys.argv[2])
            calendar = [c for c in client.principal().calendars() if c.url.path.endswith('/work/')][0]
            assert len(calendar.events()) == 12, calendar.events()
            objects = calendar.objects_by_sync_token(load_objects=True)
            assert len(list(objects)) == 12
            text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:py\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20400301T100000Z\r\nDTEND:20400301T110000Z\r\nSUMMARY:Python\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
            event = calendar.save_event(text)
            changed = list(calendar.objects_by_sync_token(objects.sync_token))
            assert len(changed) == 1, changed
            found = calendar.date_search(datetime(2040, 3, 1), datetime(2040, 3, 2))
            assert len(found) == 1, found
            assert calendar.event_by_uid('py').data
            event.delete()
            other = client.principal().make_calendar(name='Other', cal_id='other')
            other.save_event(text)
            assert len(other.events()) == 1
            other.delete()
            print('well done')
            """;
        Assert.Contains("well done", await Run(python, "-c", Script, server.Uri.AbsoluteUri, server.Password));
        Assert.Empty(server.InternalErrors);
        Assert.Equal(12, server.Calendar.Count);
        Assert.Single(server.Calendars);
    }

    [Fact]
    public async Task Vdirsyncer_mirrors_both_ways()
    {
        string vdirsyncer = Require("vdirsyncer");
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Seed = 15 });
        using Folder folder = new();
        string config = Path.Combine(folder.Path, "config");
        await File.WriteAllTextAsync(config, $"""
            [general]
            status_path = "{folder.Path}/status/"
            [pair test]
            a = "local"
            b = "remote"
            collections = ["work"]
            [storage local]
            type = "filesystem"
            path = "{folder.Path}/items/"
            fileext = ".ics"
            [storage remote]
            type = "caldav"
            url = "{server.Uri}"
            username = "alice"
            password = "{server.Password}"
            """, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "items", "work"));
        await Run(vdirsyncer, "-c", config, "discover");
        await Run(vdirsyncer, "-c", config, "sync");
        string items = Path.Combine(folder.Path, "items", "work");
        Assert.Equal(15, Directory.GetFiles(items).Length);
        await File.WriteAllTextAsync(Path.Combine(items, "mine.ics"), SandboxClient.Event("mine"), TestContext.Current.CancellationToken);
        server.Calendar.Delete("item-000001.ics");
        await Run(vdirsyncer, "-c", config, "sync");
        Assert.Equal(15, server.Calendar.Count);
        Assert.Equal(15, Directory.GetFiles(items).Length);
        Assert.Contains(server.Calendar.Items.Values, item => item.Uid == "mine");
        Assert.Empty(server.InternalErrors);
    }

    [Fact]
    public async Task Cadaver_lists_and_moves()
    {
        string cadaver = Require("cadaver");
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Seed = 3, Authentication = SandboxAuthentication.None });
        using Folder folder = new();
        string file = Path.Combine(folder.Path, "new.ics");
        await File.WriteAllTextAsync(file, SandboxClient.Event("cadaver"), TestContext.Current.CancellationToken);
        string output = await Feed(cadaver, $"ls\nput {file}\nmove new.ics moved.ics\ndelete item-000001.ics\nls\nquit\n", server.CalendarUri.AbsoluteUri);
        Assert.Contains("item-000002.ics", output);
        Assert.Equal(new[] { "item-000002.ics", "item-000003.ics", "moved.ics" }, server.Calendar.Items.Keys.Order());
    }

    private static string Require(params string[] candidates)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        foreach (string candidate in candidates)
        {
            string? found = Path.IsPathRooted(candidate)
                ? File.Exists(candidate) ? candidate : null
                : folders.Select(folder => Path.Combine(folder, candidate)).FirstOrDefault(File.Exists);
            if (found is not null) return found;
        }

        Assert.Skip(candidates[^1] + " is not installed.");
        return string.Empty;
    }

    private static Task<string> Run(string program, params string[] arguments) => Feed(program, string.Empty, arguments);

    private static async Task<string> Feed(string program, string input, params string[] arguments)
    {
        (int code, string output) = await Start(program, input, arguments);
        Assert.True(code == 0, $"{program} ended with {code}: {output}");
        return output;
    }

    private static Task<(int Code, string Output)> Try(string program, params string[] arguments) => Start(program, string.Empty, arguments);

    private static async Task<(int Code, string Output)> Start(string program, string input, string[] arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["no_proxy"] = start.Environment["NO_PROXY"] = "127.0.0.1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private sealed class Folder : IDisposable
    {
        public Folder() => Directory.CreateDirectory(Path);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
