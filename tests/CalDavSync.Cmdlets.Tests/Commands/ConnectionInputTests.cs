using System;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>What may be given to Connect-CalDav, and how what was given is named afterwards.</summary>
public sealed class ConnectionInputTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_name_goes_before_a_pattern_and_may_hold_a_slash()
    {
        foreach (string name in new[] { "a1", "a[1]", "x/y", "*" }) _bench.Connect(name);
        Assert.Equal(new[] { "a[1]" }, _bench.Run("Get-CalDavConnection", "a[1]").Of<CalDavConnection>().Select(connection => connection.Name));
        Assert.Equal(4, _bench.Run("Get-CalDavConnection", "*").Output.Count);
        Assert.Equal("a[1]", Assert.Single(_bench.Run("Get-CalDavCalendar", "-Connection", "a[1]").Of<CalDavCalendar>()).Connection!.Name);
        Assert.Equal("x/y", Assert.Single(_bench.Run("Get-CalDavCalendar", "x/y/work").Of<CalDavCalendar>()).Connection!.Name);
        Assert.Equal("x/y", _bench.Run("Get-CalDavItem", "x/y/work").Of<CalDavItem>()[0].Connection!.Name);
    }

    [Theory]
    [InlineData("ftp://alice:secret@proxy:21", "'ftp://proxy:21'")]
    [InlineData("http://alice:sec/secret@pro xy", "'http://pro xy'")]
    [InlineData("alice:sec/secret@pro xy", "'pro xy'")]
    public void The_refusal_of_a_proxy_shows_no_password(string proxy, string shown)
    {
        PipelineResult result = _bench.Pipeline("Connect-CalDav", _bench.Server.Uri, "-Credential", _bench.Credential, "-Proxy", proxy).Capture();
        Assert.Contains(shown, result.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", result.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-UserAgent", "Job\r\nX-Evil: 1")]
    [InlineData("-Proxy", "ftp://proxy/")]
    [InlineData("-Proxy", "")]
    public void What_cannot_be_sent_or_used_is_refused_before_a_server_is_asked(string parameter, string value)
    {
        PipelineResult result = _bench.Pipeline("Connect-CalDav", _bench.Server.Uri, "-Credential", _bench.Credential, parameter, value).Capture();
        Assert.Equal("ParameterArgumentTransformationError", Assert.IsType<ParameterBindingException>(result.Failure).ErrorId);
        Assert.Empty(_bench.Server.Requests);
    }
}
