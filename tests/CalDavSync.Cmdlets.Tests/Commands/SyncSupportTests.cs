using System;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class SyncSupportTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_server_is_tested_by_its_address_without_a_connection_that_stays()
    {
        CalDavSyncSupport support = _bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential).Of<CalDavSyncSupport>().Single();

        Assert.Equal((CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection, true), (support.Verdict, support.Strategy!.Value, support.IsSupported));
        Assert.Empty(_bench.Run("Get-CalDavConnection").Output);
    }

    [Fact]
    public void A_fleet_goes_on_when_a_server_is_out_of_reach()
    {
        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport", "-Credential", _bench.Credential)
            .Run("ftp://files.example/", _bench.Server.Uri.AbsoluteUri);

        CalDavSyncSupport[] reports = [.. result.Of<CalDavSyncSupport>()];
        Assert.Equal(2, reports.Length);
        Assert.Single(reports, report => report.Error is null && report.IsSupported);
        Assert.Single(reports, report => report.Error is not null && !report.IsSupported);
        Assert.Equal("ServerUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_that_is_wrong_on_a_server_signed_in_to_does_not_end_the_test_of_the_others(bool isQuiet)
    {
        CalDavCalendar work = _bench.ConnectToWork();
        var wrong = new Uri(work.Uri, "../nothing/");
        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport", isQuiet ? ["-Quiet"] : []).Run(wrong.AbsoluteUri, work.Uri.AbsoluteUri);

        if (isQuiet)
        {
            Assert.Equal(new[] { false, true }, result.Of<bool>());
            Assert.Empty(result.Errors);
            return;
        }

        Assert.Equal(new[] { work.Uri }, result.Of<CalDavSyncSupport>().Where(report => report.IsSupported).Select(report => report.Uri));
        Assert.Equal(new[] { wrong }, result.Of<CalDavSyncSupport>().Where(report => report.Error is not null).Select(report => report.Uri));
        Assert.Equal("CalendarNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Connections_and_calendars_come_from_the_pipeline()
    {
        CalDavCalendar work = _bench.ConnectToWork();

        CalDavSyncSupport byConnection = _bench.Pipeline("Get-CalDavConnection").Add("Test-CalDavSyncSupport").Run().Of<CalDavSyncSupport>().Single();
        CalDavSyncSupport byCalendar = _bench.Pipeline("Test-CalDavSyncSupport").Run(work).Of<CalDavSyncSupport>().Single();
        CalDavSyncSupport byName = _bench.Run("Test-CalDavSyncSupport", "-Calendar", "work").Of<CalDavSyncSupport>().Single();

        Assert.Equal("work", byConnection.Calendar?.Name);
        Assert.Same(work, byCalendar.Calendar);
        Assert.Equal(work.Uri, byName.Calendar?.Uri);
    }

    [Fact]
    public void Quiet_says_true_or_false()
    {
        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport", "-Credential", _bench.Credential, "-Quiet").Run(_bench.Server.Uri, new Uri("ftp://files.example/"));

        Assert.Equal(new[] { true, false }, result.Of<bool>());
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_gate_sees_that_the_write_test_could_not_be_done()
    {
        _bench.Server.FailNext(500, 1000, "PUT");
        PipelineResult result = _bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential, "-IncludeWriteTest");
        CalDavSyncSupport support = result.Of<CalDavSyncSupport>().Single();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((support.Error, "ServerFailure"), (error.Exception!.Message, error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.False(_bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential, "-IncludeWriteTest", "-Quiet").Of<bool>().Single());
        Assert.True(_bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential, "-Quiet").Of<bool>().Single());
    }

    [Fact]
    public void Results_have_the_address_that_was_asked_for_and_blank_lines_have_none()
    {
        string address = _bench.Server.Uri.AbsoluteUri;
        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport", "-Credential", _bench.Credential).Run(string.Empty, address, "  ");
        CalDavSyncSupport support = Assert.Single(result.Of<CalDavSyncSupport>());
        Assert.Equal((address, "work"), (support.Uri.OriginalString, support.Calendar?.Name));
        Assert.Empty(result.Errors);
        CalDavCalendar work = _bench.ConnectToWork();
        Assert.Equal(_bench.Server.Uri, _bench.Run("Test-CalDavSyncSupport", "-Connection", "test").Of<CalDavSyncSupport>().Single().Uri);
        Assert.Equal(work.Uri, _bench.Pipeline("Test-CalDavSyncSupport").Run(work).Of<CalDavSyncSupport>().Single().Uri);
    }

    [Fact]
    public void A_write_test_is_tried_out_with_what_if_and_leaves_nothing()
    {
        PipelineResult tried = _bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential, "-IncludeWriteTest", "-WhatIf");
        Assert.Contains("scratch calendar", Assert.Single(tried.WhatIf), StringComparison.Ordinal);
        Assert.Null(tried.Of<CalDavSyncSupport>().Single().DeletionReported);
        Assert.DoesNotContain(_bench.Server.Requests, request => request.Method is "MKCALENDAR" or "PUT" or "DELETE");

        PipelineResult done = _bench.Run("Test-CalDavSyncSupport", _bench.Server.Uri, "-Credential", _bench.Credential, "-IncludeWriteTest");
        Assert.Equal(true, done.Of<CalDavSyncSupport>().Single().DeletionReported);
        Assert.Equal("work", Assert.Single(_bench.Server.Calendars).Name);
    }

    [Fact]
    public void Profiles_are_found_by_name_and_wildcard()
    {
        Assert.Equal("SOGo", _bench.Run("Get-CalDavServerProfile", "sogo").Of<CalDavServerProfile>().Single().Name);
        Assert.True(_bench.Run("Get-CalDavServerProfile").Output.Count > 20);
        Assert.Equal(new[] { "Radicale" }, _bench.Run("Get-CalDavServerProfile", "Radi*").Of<CalDavServerProfile>().Select(profile => profile.Name));
        Assert.Contains("Nextcloud", Assert.Single(_bench.Run("Get-CalDavServerProfile", "Nextclod").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-CalDavConnection")]
    [InlineData("Get-CalDavCalendar")]
    public void What_is_signed_in_already_is_tested_signed_in(string source)
    {
        using var bench = new SandboxBench();
        bench.Connect();

        PipelineResult result = bench.Pipeline(source).Add("Test-CalDavSyncSupport").Run();

        Assert.Empty(result.Errors);
        Assert.True(Assert.Single(result.Of<CalDavSyncSupport>()).IsSupported);
    }

    [Fact]
    public void With_nothing_given_the_latest_connection_is_tested()
    {
        _bench.Connect("first");
        _bench.Connect("second");

        PipelineResult result = _bench.Run("Test-CalDavSyncSupport");
        PipelineResult asSomebody = _bench.Run("Test-CalDavSyncSupport", "-Credential", _bench.Credential);

        Assert.Equal("second", Assert.Single(result.Of<CalDavSyncSupport>()).Calendar?.Connection?.Name);
        Assert.True(Assert.Single(asSomebody.Of<CalDavSyncSupport>()).IsSupported);
        Assert.Single(_bench.Pipeline("Get-CalDavConnection", "second").Add("Test-CalDavSyncSupport").Run().Output);
        Assert.Empty(_bench.Pipeline("Get-CalDavConnection", "nobody*").Add("Test-CalDavSyncSupport").Run().Output);
    }

    [Fact]
    public void With_nothing_given_and_nothing_connected_the_remedy_is_named()
    {
        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport").Capture();

        ErrorRecord error = Assert.IsType<CmdletInvocationException>(result.Failure).ErrorRecord;
        Assert.Equal("NotConnected,CalDavSync.Commands.TestCalDavSyncSupportCommand", error.FullyQualifiedErrorId);
        Assert.Contains("Connect-CalDav", error.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_without_an_address_is_an_error_and_never_sends_its_credential_elsewhere()
    {
        _bench.Connect();
        var input = PSObject.Of(("Credential", _bench.Credential));

        PipelineResult result = _bench.Pipeline("Test-CalDavSyncSupport").Run(input);

        Assert.Empty(result.Output);
        Assert.Equal("NotConnected", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }
}
