using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class ConnectionTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_sandbox_binds_to_connect_and_the_connection_to_everything_after_it()
    {
        PipelineResult result = _bench.Pipeline("Start-CalDavSandbox", "-Seed", 2)
            .Add("Connect-CalDav")
            .Add("Get-CalDavCalendar")
            .Add("Sync-CalDavCollection", "-StatePath", _bench.StatePath)
            .Run();

        Assert.Equal(2, result.Of<CalDavChange>().Count);
        Assert.IsType<CalDavSyncToken>(result.Output[^1]);
    }

    [Fact]
    public void Without_a_connection_the_latest_one_counts()
    {
        _bench.Connect("first");
        CalDavConnection second = _bench.Connect("second");
        Assert.Same(second, _bench.Run("Get-CalDavCalendar").Of<CalDavCalendar>().Single().Connection);

        _bench.Run("Disconnect-CalDav");
        Assert.Equal("first", _bench.Run("Get-CalDavCalendar").Of<CalDavCalendar>().Single().Connection!.Name);
    }

    [Fact]
    public void A_connection_is_given_by_object_name_pattern_or_address()
    {
        CalDavConnection connection = _bench.Connect("alpha");
        foreach (object reference in new object[] { connection, "alpha", "ALPHA", "al*", _bench.Server.Uri, _bench.Server.Uri.AbsoluteUri, new PSObject(connection) })
        {
            CalDavCalendar calendar = _bench.Run("Get-CalDavCalendar", "-Connection", reference).Of<CalDavCalendar>().Single();
            Assert.Same(connection, calendar.Connection);
        }
    }

    [Fact]
    public void A_name_with_wildcard_characters_is_completed_so_that_it_means_itself()
    {
        CalDavConnection bracketed = _bench.Connect("[::1]");
        _bench.Connect(":");
        string completed = Assert.Single(_bench.Session.Complete("Get-CalDavCalendar", "Connection", "[")).CompletionText;
        Assert.Equal("'`[::1`]'", completed);
        CalDavCalendar calendar = _bench.Run("Get-CalDavCalendar", "-Connection", completed.Trim('\'')).Of<CalDavCalendar>().Single();
        Assert.Same(bracketed, calendar.Connection);
    }

    [Fact]
    public void Calendars_of_an_earlier_connection_are_completed_and_found_with_its_name()
    {
        CalDavCalendar earlier = _bench.ConnectToWork();
        CalDavCalendar later = _bench.Work(_bench.Connect("later"));
        Assert.Equal("work", Assert.Single(_bench.Session.Complete("Sync-CalDavCollection", "Calendar", "w")).CompletionText);
        Assert.Equal("test/work", Assert.Single(_bench.Session.Complete("Sync-CalDavCollection", "Calendar", "test/")).CompletionText);

        PipelineResult result = _bench.Run("Get-CalDavCalendar", new object?[] { new[] { "work", "test/work" } });
        Assert.Empty(result.Errors);
        Assert.Equal(new[] { later.Connection, earlier.Connection }, result.Of<CalDavCalendar>().Select(calendar => calendar.Connection));
    }

    [Fact]
    public void A_calendar_just_made_is_completed_and_asked_for_when_misspelt()
    {
        _bench.ConnectToWork();
        _bench.Run("New-CalDavCalendar", "plans");
        Assert.Equal("plans", Assert.Single(_bench.Session.Complete("New-CalDavItem", "Calendar", "p")).CompletionText);
        foreach (string command in new[] { "Get-CalDavCalendar", "Sync-CalDavCollection" })
        {
            ErrorRecord error = Assert.Single(_bench.Run(command, "plan").Errors);
            Assert.Equal("There is no calendar 'plan' on 'test'. Did you mean plans?", error.ErrorDetails!.Message);
        }
    }

    [Fact]
    public void A_connection_that_is_not_there_is_the_target_of_the_error()
    {
        PipelineResult result = _bench.Pipeline("Get-CalDavCalendar", "-Connection", "nosuch").Capture();
        Assert.Equal("NotConnected,CalDavSync.Commands.GetCalDavCalendarCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Equal("nosuch", result.FailureRecord.TargetObject);
    }

    [Fact]
    public void An_unknown_server_profile_ends_the_command_before_any_request()
    {
        PipelineResult result = _bench.Pipeline("Connect-CalDav", _bench.Server.Uri, "-Credential", _bench.Credential, "-ServerProfile", "Nexcloud").Capture();
        Assert.Equal("UnknownServerProfile,CalDavSync.Commands.ConnectCalDavCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Equal("There is no server profile 'Nexcloud'. Did you mean Nextcloud or eCloud?", result.FailureRecord.ErrorDetails!.Message);
        Assert.Equal("Nexcloud", result.FailureRecord.TargetObject);
        Assert.Empty(_bench.Server.Requests);
    }

    [Theory]
    [InlineData(SandboxAuthentication.Basic, "Basic")]
    [InlineData(SandboxAuthentication.Digest, "Digest")]
    public void A_connection_tells_how_it_signs_in(SandboxAuthentication wanted, string told)
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOptions { Authentication = wanted, Password = SandboxBench.Secret });
        PipelineResult result = _bench.Run("Connect-CalDav", server.Uri, "-Credential", _bench.Credential);
        Assert.Equal(told, result.Of<CalDavConnection>().Single().Authentication);
    }

    [Fact]
    public void Nothing_open_is_a_terminating_error_that_says_what_to_do()
    {
        PipelineResult result = _bench.Pipeline("Get-CalDavCalendar").Capture();

        Assert.Equal("NotConnected,CalDavSync.Commands.GetCalDavCalendarCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, result.FailureRecord.CategoryInfo.Category);
        Assert.Contains("Connect-CalDav", result.FailureRecord.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_says_which_are_open()
    {
        _bench.Connect("alpha");
        PipelineResult result = _bench.Pipeline("Get-CalDavCalendar", "-Connection", "beta").Capture();
        Assert.IsType<NotConnectedException>(result.FailureRecord!.Exception);
        Assert.Contains("alpha", result.FailureRecord.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_belongs_to_the_connection_that_took_it_last()
    {
        CalDavCalendar old = _bench.Work(_bench.Connect("same"));
        CalDavConnection latest = _bench.Connect("same");
        _bench.Connect("other");

        Assert.Same(latest, Assert.Single(_bench.Run("Get-CalDavCalendar", "-Connection", "SAME").Of<CalDavCalendar>()).Connection);
        Assert.Same(latest, Assert.Single(_bench.Run("Get-CalDavCalendar", "same/work").Of<CalDavCalendar>()).Connection);
        Assert.Single(_bench.Run("Test-CalDavSyncSupport", "-Connection", "same").Of<CalDavSyncSupport>());
        Assert.Equal(2, _bench.Run("Get-CalDavCalendar", "-Connection", "same*").Output.Count);
        Assert.Equal(4, _bench.Sync(old).Output.Count);
        _bench.Run("Disconnect-CalDav", "same");
        Assert.Equal("other", Assert.Single(_bench.Run("Get-CalDavConnection").Of<CalDavConnection>()).Name);
    }

    [Fact]
    public void A_wrong_password_terminates_with_the_address_as_target()
    {
        var wrong = new PSCredential("alice", new NetworkCredential(string.Empty, "wrong").SecurePassword);
        PipelineResult result = _bench.Pipeline("Connect-CalDav", _bench.Server.Uri, wrong).Capture();

        Assert.Equal("AuthenticationFailed,CalDavSync.Commands.ConnectCalDavCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Equal(_bench.Server.Uri, result.FailureRecord.TargetObject);
        Assert.Empty(_bench.Run("Get-CalDavConnection").Output);
    }

    [Fact]
    public void A_password_typed_into_the_address_is_not_kept_with_the_error()
    {
        PipelineResult result = _bench.Pipeline("Connect-CalDav", "http://alice:typed-secret@127.0.0.1:1/", "-MaximumRetryCount", 0, "-NoProxy").Capture();

        Assert.DoesNotContain("typed-secret", result.FailureRecord!.TargetObject!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_do_not_see_each_others_connections_but_can_use_them()
    {
        CalDavCalendar calendar = _bench.ConnectToWork();
        using var other = new HostSession();

        Assert.Empty(new CmdletPipeline(other).Add("Get-CalDavConnection").Run().Output);
        Assert.Equal("work", new CmdletPipeline(other).Add("Get-CalDavCalendar").Run(calendar.Connection!).Of<CalDavCalendar>().Single().Name);
        Assert.IsType<CalDavSyncToken>(new CmdletPipeline(other).Add("Sync-CalDavCollection", "-SyncToken", "").Run(calendar).Output[^1]);
    }

    [Fact]
    public void Connections_are_listed_by_pattern_and_closed_by_pattern()
    {
        foreach (string name in new[] { "one", "two", "three" }) _bench.Connect(name);
        Assert.Equal(new[] { "two", "three" }, _bench.Run("Get-CalDavConnection", "t*").Of<CalDavConnection>().Select(open => open.Name));

        _bench.Run("Disconnect-CalDav", "t*");
        CalDavConnection left = _bench.Run("Get-CalDavConnection").Of<CalDavConnection>().Single();
        Assert.Equal("one", left.Name);

        _bench.Pipeline("Get-CalDavConnection").Add("Disconnect-CalDav").Run();
        Assert.Empty(_bench.Run("Get-CalDavConnection").Output);
        Assert.False(left.IsOpen);
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_a_pattern_is_not()
    {
        Assert.Empty(_bench.Run("Get-CalDavConnection", "x*").Errors);
        Assert.Equal("x", Assert.Single(_bench.Run("Get-CalDavConnection", "x").Errors).TargetObject);
    }

    [Fact]
    public void Disconnect_all_closes_all_and_an_empty_pipeline_none()
    {
        CalDavConnection connection = _bench.Connect();
        _bench.Pipeline("Get-CalDavConnection", "nothing*").Add("Disconnect-CalDav").Run();
        Assert.True(connection.IsOpen);

        _bench.Run("Disconnect-CalDav", "-All");
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public void Removing_the_module_closes_everything()
    {
        CalDavConnection connection = _bench.Connect();
        CalDavSandbox sandbox = _bench.Run("Start-CalDavSandbox").Of<CalDavSandbox>().Single();
        _bench.Session.RemoveModule();
        Assert.False(connection.IsOpen);
        Assert.False(sandbox.IsRunning);
    }

    [Fact]
    public void Requests_carry_the_headers_and_say_who_asks()
    {
        _bench.Run("Connect-CalDav", _bench.Server.Uri, _bench.Credential, "-Headers", new Hashtable { ["X-Tenant"] = 42 });

        Assert.NotEmpty(_bench.Server.Requests);
        Assert.All(_bench.Server.Requests, request => Assert.Equal("42", request.Header("X-Tenant")));
        Assert.All(_bench.Server.Requests, request => Assert.Matches(@"^CalDavSync/\d+\.\d+\.\d+ \(\+PowerShell/7\.4\.0\)$", request.Header("User-Agent")));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_connect_to_a_silent_server()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        CmdletPipeline pipeline = _bench.Pipeline("Connect-CalDav", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", "-Anonymous", "-NoProxy");
        Task<PipelineResult> run = Task.Run(() => pipeline.Capture(), TestContext.Current.CancellationToken);
        using TcpClient accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        pipeline.Stop();
        PipelineResult result = await run.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.IsType<PipelineStoppedException>(result.Failure);
        Assert.Empty(result.Errors);
    }
}
