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

    [Theory]
    [InlineData("-Profile", "SOGoo", "UnknownSandboxProfile", "The sandbox has no profile 'SOGoo'. Did you mean SOGo?")]
    [InlineData("-Profile", "nonsense", "UnknownSandboxProfile", "The sandbox has no profile 'nonsense'.")]
    [InlineData("-Quirk", "NoSyncColection", "UnknownSandboxQuirk", "The sandbox has no quirk 'NoSyncColection'. Did you mean NoSyncCollection?")]
    [InlineData("-Quirk", "nonsense", "UnknownSandboxQuirk", "The sandbox has no quirk 'nonsense'.")]
    public void An_unknown_name_says_what_may_have_been_meant_and_where_all_are(string parameter, string name, string id, string message)
    {
        PipelineResult result = new CmdletPipeline(_session).Add("Start-CalDavSandbox", parameter, name).Capture();
        Assert.Equal(id + ",CalDavSync.Commands.StartCalDavSandboxCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Equal(message, result.FailureRecord.ErrorDetails!.Message);
        Assert.Contains("::All", result.FailureRecord.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(name, result.FailureRecord.TargetObject);
    }

    [Theory]
    [InlineData("Synology")]
    [InlineData("MailRu")]
    public void Where_nothing_leads_to_the_calendars_the_address_does_and_another_is_told_so(string profile)
    {
        PipelineResult found = new CmdletPipeline(_session).Add("Start-CalDavSandbox", "-Profile", profile).Add("Connect-CalDav").Add("Get-CalDavCalendar").Run();
        Assert.Equal("work", Assert.Single(found.Of<CalDavCalendar>()).Name);
        Assert.Empty(found.Warnings);

        var sandbox = (CalDavSandbox)new CmdletPipeline(_session).Add("Start-CalDavSandbox", "-Profile", profile).Run().Output[0]!;
        new CmdletPipeline(_session).Add("Connect-CalDav", new Uri(sandbox.Uri, "/"), "-Credential", sandbox.Credential).Run();
        PipelineResult lost = new CmdletPipeline(_session).Add("Get-CalDavCalendar").Run();
        Assert.Empty(lost.Output);
        Assert.Contains("address of the calendar home", Assert.Single(lost.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_named()
    {
        int port = Start().Port;
        PipelineResult result = new CmdletPipeline(_session).Add("Start-CalDavSandbox", "-Port", port).Capture();
        Assert.Equal("PortInUse,CalDavSync.Commands.StartCalDavSandboxCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.StartsWith($"Port {port} cannot be used", result.FailureRecord.ErrorDetails!.Message, StringComparison.Ordinal);
        Assert.Equal(port, result.FailureRecord.TargetObject);
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
