using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Text.Json;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class SecrecyTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void No_stream_shows_the_password_in_any_form()
    {
        var texts = new List<string>();
        PipelineResult connected = _bench.Run("Connect-CalDav", _bench.Server.Uri, _bench.Credential, "-Verbose", "-Debug");
        Collect(connected, texts);
        Collect(_bench.Run("Get-CalDavCalendar", "-Verbose", "-Debug"), texts);
        Collect(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", "", "-IncludeContent", "-Verbose", "-Debug"), texts);
        var wrong = new PSCredential("alice", new NetworkCredential(string.Empty, SandboxBench.Secret + "x").SecurePassword);
        Collect(_bench.Pipeline("Connect-CalDav", _bench.Server.Uri, wrong, "-Verbose", "-Debug").Capture(), texts);

        Assert.Contains(texts, text => text.Contains("PROPFIND", StringComparison.Ordinal));
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{SandboxBench.Secret}"));
        foreach (string secret in new[] { SandboxBench.Secret, basic, basic[..20] })
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Verbose_and_debug_speak_only_when_asked()
    {
        PipelineResult result = _bench.Run("Connect-CalDav", _bench.Server.Uri, _bench.Credential);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
    }

    private static void Collect(PipelineResult result, List<string> texts)
    {
        texts.AddRange(result.Verbose);
        texts.AddRange(result.Debug);
        texts.AddRange(result.Warnings);
        texts.AddRange(result.Progress.Select(record => record.StatusDescription + record.CurrentOperation));
        texts.AddRange(result.Output.Select(item => JsonSerializer.Serialize(item, item!.GetType())));
        texts.AddRange(result.Errors.Select(error => error.ToString() + error.Exception));
        if (result.Failure is not null) texts.Add(result.Failure + result.FailureRecord?.ErrorDetails?.RecommendedAction);
    }
}
