using System;
using System.Linq;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class SandboxTests : IDisposable
{
    private readonly HostSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Sandboxes_stop_from_the_pipeline_one_by_one_or_all()
    {
        CalDavSandbox[] sandboxes = Enumerable.Range(0, 3).Select(_ => Start()).ToArray();

        new CmdletPipeline(_session).Add("Stop-CalDavSandbox").Run(sandboxes[0]);
        Assert.Equal(new[] { false, true, true }, sandboxes.Select(sandbox => sandbox.IsRunning));

        new CmdletPipeline(_session).Add("Stop-CalDavSandbox").Run();
        Assert.All(sandboxes, sandbox => Assert.False(sandbox.IsRunning));
    }

    [Fact]
    public void An_empty_pipeline_stops_none()
    {
        CalDavSandbox sandbox = Start();
        new CmdletPipeline(_session).Add("Get-CalDavConnection").Add("Stop-CalDavSandbox").Run();
        Assert.True(sandbox.IsRunning);
    }

    [Fact]
    public void A_sandbox_ends_with_its_session()
    {
        CalDavSandbox sandbox = Start();
        _session.Runspace.Close();
        Assert.False(sandbox.IsRunning);
    }

    [Fact]
    public void An_unknown_profile_says_which_there_are()
    {
        PipelineResult result = new CmdletPipeline(_session).Add("Start-CalDavSandbox", "-Profile", "Nonsense").Capture();
        Assert.StartsWith("UnknownSandboxProfile,", result.FailureRecord!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SOGo", result.FailureRecord.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", result.FailureRecord.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_and_quirks_are_completed()
    {
        Assert.Contains(_session.Complete("Start-CalDavSandbox", "Profile", "so"), result => result.CompletionText == "SOGo");
        Assert.Contains(_session.Complete("Start-CalDavSandbox", "Quirk", "nosync"), result => result.CompletionText == "NoSyncCollection");
        Assert.Contains(_session.Complete("Connect-CalDav", "ServerProfile", "so"), result => result.CompletionText == "SOGo");
    }

    private CalDavSandbox Start() => new CmdletPipeline(_session).Add("Start-CalDavSandbox").Run().Of<CalDavSandbox>().Single();
}
