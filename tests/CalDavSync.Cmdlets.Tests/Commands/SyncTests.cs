using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class SyncTests : IDisposable
{
    private readonly SandboxBench _bench = new(seed: 5);
    private readonly CalDavCalendar _work;

    public SyncTests() => _work = _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_second_run_brings_only_the_changes_and_the_token_comes_last()
    {
        PipelineResult first = _bench.Sync(_work);
        Assert.Equal(5, first.Of<CalDavChange>().Count(change => change.Kind == CalDavRecordKind.Added));
        CalDavSyncToken token = Assert.IsType<CalDavSyncToken>(first.Output[^1]);
        Assert.Equal((CalDavSyncMode.Initial, 5), (token.Mode, token.Added));

        string[] names = _bench.Server.Calendar.Items.Keys.Order(StringComparer.Ordinal).ToArray();
        _bench.Server.Calendar.Delete(names[0]);
        PipelineResult second = _bench.Sync(_work);
        Assert.EndsWith(names[0], Assert.Single(second.Of<CalDavDeletion>()).Href, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), Counts(second));
        Assert.Equal(token.SyncToken, ((CalDavSyncToken)second.Output[^1]!).PreviousToken);
    }

    [Fact]
    public void A_calendar_is_given_by_object_name_address_record_or_row()
    {
        CalDavSyncRecord record = (CalDavSyncRecord)Stateless("work").Output[0]!;
        object[] ways = { _work, "work", "test/work", "w*", _work.Uri, _work.Uri.AbsoluteUri, record, PSObject.Of(("Calendar", "test/work")), PSObject.Of(("Uri", _work.Uri.AbsoluteUri)) };
        foreach (object way in ways)
        {
            Assert.Equal(6, _bench.Pipeline("Sync-CalDavCollection", "-SyncToken", "").Run(way).Output.Count);
            Assert.Equal("Token", Assert.Single(_bench.Pipeline("Sync-CalDavCollection", "-StatePath", _bench.StatePath, "-Kind", "Token").Run(way).Of<CalDavSyncToken>()).Kind.ToString());
        }
    }

    [Fact]
    public void Any_collection_can_be_given_by_address() =>
        Assert.Equal(6, _bench.Run("Sync-CalDavCollection", "-Uri", _work.Uri, "-SyncToken", null).Output.Count);

    [Fact]
    public void A_token_is_given_as_text_as_record_or_as_all_records()
    {
        PipelineResult first = Stateless("work");
        var token = (CalDavSyncToken)first.Output[^1]!;
        foreach (object way in new object[] { token.SyncToken!, token, first.Output.ToArray() })
        {
            Assert.Equal((0, 0, 0), Counts(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", way)));
        }

        foreach (object? nothing in new object?[] { null, string.Empty, DBNull.Value })
        {
            Assert.Equal((5, 0, 0), Counts(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", nothing)));
        }

        Assert.False(Directory.Exists(_bench.StatePath));
    }

    [Fact]
    public void State_and_token_exclude_each_other()
    {
        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "work", "-SyncToken", "x", "-StatePath", "y").Capture();
        Assert.Equal("AmbiguousParameterSet", Assert.IsType<ParameterBindingException>(result.Failure).ErrorId);
    }

    [Theory]
    [InlineData("-BatchSize", 0)]
    [InlineData("-PageSize", 0)]
    [InlineData("-ThrottleLimit", 0)]
    [InlineData("-MaximumDeletion", 101)]
    public void Numbers_out_of_range_are_refused(string parameter, int value)
    {
        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "work", parameter, value).Capture();
        Assert.Equal("ParameterArgumentValidationError", Assert.IsType<ParameterBindingException>(result.Failure).ErrorId);
    }

    [Fact]
    public void Unwanted_kinds_are_counted_but_not_emitted()
    {
        PipelineResult result = _bench.Run("Sync-CalDavCollection", "work", "-SyncToken", "", "-Kind", new[] { "Deleted", "Token" });
        Assert.Equal(5, Assert.IsType<CalDavSyncToken>(Assert.Single(result.Output)).Added);
    }

    [Fact]
    public void The_token_variable_holds_the_token_or_all_of_several_and_with_a_plus_those_before()
    {
        string? token = ((CalDavSyncToken)_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", "", "-SyncTokenVariable", "t").Output[^1]!).SyncToken;
        Assert.Equal(token, _bench.Session.Variables["t"]);

        _bench.Pipeline("Sync-CalDavCollection", "-SyncToken", "", "-SyncTokenVariable", "both").Run("work", "work");
        Assert.Equal(2, ((System.Collections.ArrayList)_bench.Session.Variables["both"]!).Count);
        _bench.Pipeline("Sync-CalDavCollection", "-SyncToken", "", "-SyncTokenVariable", "+t").Run("work", "work");
        Assert.Equal(new[] { token, token, token }, Assert.IsType<System.Collections.ArrayList>(_bench.Session.Variables["t"]).Cast<string?>());
    }

    [Fact]
    public void Each_calendar_has_a_folder_of_its_own_under_the_destination()
    {
        _bench.Server.CreateCalendar("tasks", seed: 2);
        _bench.Session.AddDrive("Backup", _bench.Folder);

        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "-StatePath", "./state", "-Destination", "Backup:/calendars").Run("work", "tasks");

        Assert.Equal(5, Directory.GetFiles(Path.Combine(_bench.Folder, "calendars", "work"), "*.ics").Length);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_bench.Folder, "calendars", "tasks"), "*.ics").Length);
        Assert.True(Directory.Exists(_bench.StatePath));
        Assert.All(result.Of<CalDavChange>(), change => Assert.True(File.Exists(change.Path)));
    }

    [Theory]
    [InlineData("-StatePath", "StateUnavailable")]
    [InlineData("-Destination", "DestinationUnavailable")]
    public void A_path_outside_the_file_system_is_refused(string parameter, string errorId)
    {
        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "work", parameter, "Env:/x").Capture();
        Assert.Equal($"{errorId},CalDavSync.Commands.SyncCalDavCollectionCommand", result.FailureRecord!.FullyQualifiedErrorId);
    }

    [Fact]
    public void Two_calendars_never_share_a_destination_folder()
    {
        CalDavConnection second = _bench.Connect("second");
        using var other = new SandboxBench();
        CalDavCalendar elsewhere = other.ConnectToWork();

        string mirror = Path.Combine(_bench.Folder, "mirror");
        object[] arguments = ["-StatePath", _bench.StatePath, "-Destination", mirror];

        PipelineResult together = _bench.Pipeline("Sync-CalDavCollection", arguments).Run(_bench.Work(second), elsewhere);
        PipelineResult apart = _bench.Pipeline("Sync-CalDavCollection", [.. arguments, "-Verify"]).Run(elsewhere);

        Assert.Empty(together.Errors);
        Assert.Empty(apart.Errors);
        string[] folders = Directory.GetDirectories(mirror);
        Assert.Equal(2, folders.Length);
        Assert.Contains(Path.Combine(mirror, "work"), folders);
        Assert.Equal([3, 5], folders.Select(folder => Directory.GetFiles(folder, "*.ics").Length).Order());
    }

    [Fact]
    public void What_if_reports_and_writes_nothing()
    {
        PipelineResult result = _bench.Sync(_work, "-WhatIf", "-Destination", Path.Combine(_bench.Folder, "mirror"), "-SyncTokenVariable", "t");

        Assert.Equal(5, result.Of<CalDavChange>().Count);
        Assert.Contains("test/work", Assert.Single(result.WhatIf), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_bench.Folder, "*", SearchOption.AllDirectories));
        Assert.Null(_bench.Session.Variables["t"]);
        Assert.Equal((5, 0, 0), Counts(_bench.Sync(_work)));
    }

    [Fact]
    public void A_no_to_confirm_skips_the_calendar()
    {
        _bench.Session.Answer = question => !question.Contains("test/work", StringComparison.Ordinal);
        _bench.Server.CreateCalendar("tasks", seed: 1);
        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "-StatePath", _bench.StatePath, "-Confirm").Run("work", "tasks");
        Assert.Equal("tasks", Assert.Single(result.Of<CalDavSyncToken>()).Calendar.Name);
    }

    [Fact]
    public void One_failing_calendar_is_an_error_record_and_the_others_go_on()
    {
        CalDavCalendar gone = _bench.Run("Get-CalDavCalendar", "-Uri", CreateTasks()).Of<CalDavCalendar>().Single();
        _bench.Server.DeleteCalendar("tasks");

        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "-StatePath", _bench.StatePath).Run(gone, _work);

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CalendarNotFound,CalDavSync.Commands.SyncCalDavCollectionCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Same(gone, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails!.RecommendedAction);
        Assert.Equal("work", Assert.Single(result.Of<CalDavSyncToken>()).Calendar.Name);
    }

    [Fact]
    public void Error_action_stop_ends_the_pipeline_at_the_first_failure()
    {
        PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "-SyncToken", "", "-ErrorAction", "Stop").Capture("nosuch", "work");
        Assert.IsType<ActionPreferenceStopException>(result.Failure);
        Assert.Empty(result.Output);
    }

    private PipelineResult Stateless(string name) => _bench.Run("Sync-CalDavCollection", name, "-SyncToken", "");

    private Uri CreateTasks()
    {
        _bench.Server.CreateCalendar("tasks");
        return _bench.Server.UriOf("tasks");
    }

    private static (int Added, int Changed, int Deleted) Counts(PipelineResult result)
    {
        CalDavSyncToken token = Assert.Single(result.Of<CalDavSyncToken>());
        return (token.Added, token.Changed, token.Deleted);
    }
}
