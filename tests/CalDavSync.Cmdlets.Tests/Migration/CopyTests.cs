using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

public sealed class CopyTests : IDisposable
{
    private static readonly string[] Writing = ["PUT", "DELETE", "MKCALENDAR", "PROPPATCH", "MOVE", "MKCOL"];

    private readonly MigrationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_second_run_costs_two_requests_and_writes_nothing()
    {
        Assert.Equal((5, 0, 0, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());

        Clear();
        Assert.Equal((0, 0, 5, 0, 0), Counts(Copy()));
        Assert.Single(_bench.Old.Requests);
        Assert.Single(_bench.New.Requests);
    }

    [Fact]
    public void Only_what_changed_is_copied()
    {
        Copy();
        string name = _bench.Old.Calendar.Items.Keys.First();
        string uid = _bench.Old.Calendar.Items[name].Uid;
        _bench.Old.Calendar.Put(name, MigrationBench.Event(uid, "Moved"));
        _bench.Old.Calendar.Put("added.ics", MigrationBench.Event("added", "Added"));
        Clear();

        Assert.Equal((1, 1, 4, 0, 0), Counts(Copy()));
        Assert.Equal(2, _bench.New.Requests.Count(request => request.Method == "PUT"));
        Assert.True(_bench.AreEqual());
        Clear();
        Copy();
        Assert.Equal(2, _bench.Old.Requests.Count + _bench.New.Requests.Count);
    }

    [Fact]
    public void What_the_destination_lost_is_copied_again()
    {
        Copy();
        _bench.New.Calendar.Delete(_bench.New.Calendar.Items.Keys.First());
        Assert.Equal((1, 0, 4, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void Without_what_is_remembered_nothing_is_copied_twice()
    {
        Copy();
        CalDavCopyResult again = _bench.Run("Copy-CalDavCalendar", _bench.Source, "new", "-StatePath", "other").Of<CalDavCopyResult>().Single();
        Assert.Equal((0, 0, 5, 0, 0), Counts(again));
        Assert.Equal(5, _bench.New.Calendar.Count);
    }

    [Theory]
    [InlineData("Skip", 0, 1, 0)]
    [InlineData("Replace", 1, 0, 0)]
    [InlineData("Fail", 0, 0, 1)]
    public void A_conflict_is_reported_with_the_other_items_address(string action, int updated, int skipped, int refused)
    {
        SandboxItem item = _bench.Old.Calendar.Items.Values.First();
        _bench.New.Calendar.Put("mine.ics", MigrationBench.Event(item.Uid, "Edited over there"));

        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, "new", "-StatePath", "state", "-OnConflict", action);
        CalDavCopyResult result = run.Of<CalDavCopyResult>().Single();

        Assert.Equal((4, updated, skipped, refused), (result.Created, result.Updated, result.Skipped, result.Refused));
        CalDavCopyRefusal conflict = Assert.Single(result.Conflicts);
        Assert.EndsWith("/mine.ics", conflict.ExistingHref, StringComparison.Ordinal);
        Assert.Equal((item.Uid, "UidConflict"), (conflict.Uid, conflict.Reason));
        Assert.Equal(refused, run.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("UidConflict,", StringComparison.Ordinal)));
        Assert.Equal(action == "Skip" ? 1 : 0, run.Warnings.Count);
        Assert.Equal(5, _bench.New.Calendar.Count);
        Assert.Equal(action == "Replace", _bench.AreEqual());
    }

    [Fact]
    public void A_skipped_conflict_can_be_replaced_on_the_day_of_the_change()
    {
        SandboxItem item = _bench.Old.Calendar.Items.Values.First();
        _bench.New.Calendar.Put("mine.ics", MigrationBench.Event(item.Uid, "Edited over there"));
        Copy();
        Assert.Single(Copy().Conflicts);
        Assert.Equal((0, 1, 4, 0, 0), Counts(Copy("-OnConflict", "Replace")));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void An_edit_in_the_destination_is_not_overwritten_unasked()
    {
        Copy();
        KeyValuePair<string, SandboxItem> copied = _bench.New.Calendar.Items.First();
        _bench.New.Calendar.Put(copied.Key, MigrationBench.Event(copied.Value.Uid, "Edited over there"));
        SandboxItem original = _bench.Old.Calendar.Items.Values.Single(item => item.Uid == copied.Value.Uid);
        _bench.Old.Calendar.Put(original.Name, MigrationBench.Event(original.Uid, "Edited here"));

        CalDavCopyResult result = Copy();
        Assert.Equal((0, 0, 5, 0, 0), Counts(result));
        Assert.Single(result.Conflicts);
        Assert.Contains("Edited over there", _bench.New.Calendar.Items[copied.Key].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_item_at_the_address_does_not_keep_a_UID_out()
    {
        SandboxItem item = _bench.Old.Calendar.Items.Values.First();
        _bench.New.Calendar.Put(item.Uid + ".ics", MigrationBench.Event("quite another", "Another"));
        Assert.Equal((5, 0, 0, 0, 0), Counts(Copy()));
        Assert.Equal(6, _bench.New.Calendar.Count);
        Assert.Equal("quite another", _bench.New.Calendar.Items[item.Uid + ".ics"].Uid);
        Assert.Equal((0, 0, 5, 0, 0), Counts(Copy()));
        _bench.Old.Calendar.Put(item.Name, MigrationBench.Event(item.Uid, "Changed"));
        Assert.Equal((0, 1, 4, 0, 1), Counts(Copy("-Mirror", "-Force")));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void A_mirror_removes_what_the_source_has_not_and_asks_first()
    {
        Copy();
        _bench.Old.Calendar.Delete(_bench.Old.Calendar.Items.Keys.First());
        _bench.New.Calendar.Put("foreign.ics", MigrationBench.Event("foreign", "Foreign"));
        Assert.Equal((0, 0, 4, 0, 0), Counts(Copy()));

        string? question = null;
        _bench.Session.Answer = text =>
        {
            question = text;
            return false;
        };
        Assert.Equal((0, 0, 4, 0, 0), Counts(Copy("-Mirror")));
        Assert.Equal("Remove 2 items from new/work, because the source does not have them?", question);
        Clear();
        Assert.Equal((0, 0, 4, 0, 2), Counts(Copy("-Mirror", "-Confirm:", false)));
        Assert.All(_bench.New.Requests.Where(request => request.Method == "DELETE"), request => Assert.Equal("F", request.Header("Schedule-Reply")));
        Assert.True(_bench.AreEqual());
        Clear();
        Assert.Equal((0, 0, 4, 0, 0), Counts(Copy("-Mirror")));
        Assert.Equal(2, _bench.Old.Requests.Count + _bench.New.Requests.Count);
    }

    [Fact]
    public void A_mirror_stops_before_it_removes_too_much()
    {
        Copy();
        for (int i = 0; i < 5; i++) _bench.New.Calendar.Put($"f{i}.ics", MigrationBench.Event($"f{i}", "Foreign"));
        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, "new", "-StatePath", "state", "-Mirror", "-MaximumDeletion", 40);
        Assert.StartsWith("MassDeletionStopped", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, run.Of<CalDavCopyResult>().Single().Removed);
        Assert.Equal(10, _bench.New.Calendar.Count);
        Assert.Equal(5, Copy("-Mirror", "-MaximumDeletion", 40, "-Force").Removed);
    }

    [Fact]
    public void WhatIf_tells_what_would_be_done_and_sends_nothing_that_writes()
    {
        _bench.New.Calendar.Put("foreign.ics", MigrationBench.Event("foreign", "Foreign"));
        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, "new", "-StatePath", "state", "-Mirror", "-Force", "-WhatIf");
        Assert.Equal("Copy old/work to new/work", Assert.Single(run.WhatIf));
        Assert.Equal((5, 0, 0, 0, 1), Counts(run.Of<CalDavCopyResult>().Single()));
        Assert.DoesNotContain(_bench.New.Requests, request => Writing.Contains(request.Method));
        Assert.False(System.IO.Directory.Exists(_bench.PathOf("state")));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50)]
    [InlineData(20)]
    [InlineData(10)]
    public void WhatIf_removes_and_stops_as_the_run_itself(int maximum)
    {
        foreach (SandboxItem item in _bench.New.Calendar.Items.Values.ToArray()) _bench.New.Calendar.Delete(item.Name);
        _bench.New.Calendar.Put("foreign.ics", MigrationBench.Event("foreign", "Foreign"));
        object[] arguments = [_bench.Source, _bench.Target, "-StatePath", "state", "-Mirror", "-MaximumDeletion", maximum, "-Confirm:", false];
        PipelineResult dry = _bench.Run("Copy-CalDavCalendar", [.. arguments, "-WhatIf"]);
        PipelineResult real = _bench.Run("Copy-CalDavCalendar", arguments);
        Assert.Equal(Counts(real.Of<CalDavCopyResult>().Single()), Counts(dry.Of<CalDavCopyResult>().Single()));
        Assert.Equal(real.Errors.Select(error => error.Exception!.Message), dry.Errors.Select(error => error.Exception!.Message));
        Assert.Equal(maximum < 17 ? 1 : 0, real.Errors.Count);
    }

    [Fact]
    public void A_calendar_that_is_missing_is_made_with_its_properties()
    {
        SandboxCalendar home = _bench.Old.CreateCalendar("Private Things");
        home.DisplayName = "Private";
        home.Components = ["VEVENT"];
        home.Put("a.ics", MigrationBench.Event("a", "Secret"));

        PipelineResult dry = _bench.Run("Copy-CalDavCalendar", "old/Private Things", "new", "-StatePath", "state", "-WhatIf");
        Assert.Equal("Copy old/Private Things to the new calendar new/private-things", Assert.Single(dry.WhatIf));
        Assert.Equal(1, dry.Of<CalDavCopyResult>().Single().Created);

        CalDavCopyResult result = _bench.Run("Copy-CalDavCalendar", "old/*", "new", "-StatePath", "state").Of<CalDavCopyResult>().Single(copy => copy.Source.ToString() == "old/Private Things");
        Assert.Equal(("new/private-things", "Private", "VEVENT"), (result.Destination.ToString(), result.Destination.DisplayName, Assert.Single(result.Destination.Components)));
        Assert.Equal(1, result.Created);
        Assert.Equal(0, _bench.Run("Copy-CalDavCalendar", "old/Private Things", "new", "-StatePath", "state").Of<CalDavCopyResult>().Single().Created);
    }

    [Fact]
    public void A_whole_account_is_copied_and_proven_by_the_documented_lines()
    {
        _bench.Old.CreateCalendar("second").Put("b.ics", MigrationBench.Event("b", "Second"));
        CalDavCalendar[] all = _bench.Run("Get-CalDavCalendar", "-Connection", "old").Of<CalDavCalendar>().ToArray();
        CalDavConnection connection = _bench.Target.Connection!;
        CalDavCopyResult[] copied = _bench.Pipe(all, "Copy-CalDavCalendar", "-Destination", connection, "-StatePath", "state").Of<CalDavCopyResult>().ToArray();
        Assert.Equal(6, copied.Sum(result => result.Created));
        Assert.Empty(_bench.Pipe(copied, "Compare-CalDavCalendar").Output);
        Assert.All(copied, result => Assert.Empty(_bench.Run("Compare-CalDavCalendar", result.Source, result.Destination).Output));
    }

    [Fact]
    public void Two_calendars_of_one_name_get_one_each_and_later_runs_find_them()
    {
        _bench.Old.CreateCalendar("team").Put("a.ics", MigrationBench.Event("a", "Here"));
        using var third = SandboxServer.Start();
        third.CreateCalendar("team").Put("b.ics", MigrationBench.Event("b", "There"));
        var credential = new PSCredential(third.UserName, new System.Net.NetworkCredential(string.Empty, third.Password).SecurePassword);
        _bench.Run("Connect-CalDav", third.Uri, "-Credential", credential, "-Name", "third");
        CalDavCalendar[] sources = new[] { "old", "third" }
            .Select(name => _bench.Run("Get-CalDavCalendar", "team", "-Connection", name).Of<CalDavCalendar>().Single()).ToArray();
        object[] arguments = ["-Destination", "new", "-StatePath", "state", "-Mirror", "-Force"];

        string[] planned = _bench.Pipe(sources, "Copy-CalDavCalendar", [.. arguments, "-WhatIf"]).Of<CalDavCopyResult>().Select(copy => copy.Destination.Name).ToArray();
        PipelineResult run = _bench.Pipe(sources, "Copy-CalDavCalendar", arguments);

        CalDavCopyResult[] copies = run.Of<CalDavCopyResult>().ToArray();
        Assert.Equal("team", copies[0].Destination.Name);
        Assert.Matches("^team-[0-9a-f]{8}$", copies[1].Destination.Name);
        Assert.Equal(planned, copies.Select(copy => copy.Destination.Name));
        string warning = Assert.Single(run.Warnings);
        Assert.Contains("old/team", warning, StringComparison.Ordinal);
        Assert.Contains("third/team", warning, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], copies.Select(copy => Assert.Single(_bench.New.Find(copy.Destination.Name)!.Items.Values).Uid));

        PipelineResult later = _bench.Pipe(sources.Reverse().ToArray(), "Copy-CalDavCalendar", arguments);
        Assert.All(later.Of<CalDavCopyResult>(), copy => Assert.Equal((0, 0, 1, 0, 0), Counts(copy)));
        Assert.Equal(3, _bench.New.Calendars.Count);
        Assert.Empty(later.Warnings);
    }

    [Fact]
    public void A_calendar_that_was_made_in_this_run_is_there_in_this_run()
    {
        _bench.Old.CreateCalendar("team").Put("a.ics", MigrationBench.Event("a", "Here"));
        CalDavCalendar team = _bench.Run("Get-CalDavCalendar", "team", "-Connection", "old").Of<CalDavCalendar>().Single();
        PipelineResult run = _bench.Pipe(new[] { team, team }, "Copy-CalDavCalendar", "-Destination", "new", "-StatePath", "state");
        Assert.Empty(run.Errors);
        Assert.Equal([1, 0], run.Of<CalDavCopyResult>().Select(copy => copy.Created));
    }

    [Fact]
    public void A_calendar_is_not_copied_onto_itself() => Assert.StartsWith(
        "CalendarExists", Assert.Single(_bench.Run("Copy-CalDavCalendar", _bench.Source, "old", "-StatePath", "state").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Many_items_are_copied_by_one_writer_and_progress_ends()
    {
        for (int i = 0; i < 200; i++) _bench.Old.Calendar.Put($"p{i}.ics", MigrationBench.Event($"p{i}", "Many"));
        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, "new", "-StatePath", "state", "-ThrottleLimit", 1);
        Assert.All(run.Progress.GroupBy(record => record.ActivityId), activity => Assert.Equal(ProgressRecordType.Completed, activity.Last().RecordType));
        Assert.Equal(205, run.Of<CalDavCopyResult>().Single().Created);
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void Nobody_is_invited_again()
    {
        string party = "ORGANIZER;CN=\"A; B\":mailto:alice@example.com\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com\r\nATTENDEE;SCHEDULE-AGENT=NONE:mailto:carol@example.com\r\n";
        _bench.Old.Calendar.Put("meeting.ics", MigrationBench.Event("meeting", "Meeting", party));
        Clear();
        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, _bench.Target, "-StatePath", "state");
        Assert.Contains("-NoScheduling", Assert.Single(run.Warnings), StringComparison.Ordinal);
        foreach (SandboxRequest put in _bench.New.Requests.Where(request => request.Method == "PUT"))
        {
            Assert.Equal(("F", "F"), (put.Header("Schedule-Reply"), put.Header("Scheduling-Enabled")));
        }

        Assert.Contains(party, _bench.New.Calendar.Items.Values.Single(item => item.Uid == "meeting").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_can_be_taken_out_of_scheduling_and_are_equal_all_the_same()
    {
        string party = "ORGANIZER;CN=\"A; B\":mailto:alice@example.com\r\nATTENDEE;SCHEDULE-AGENT=SERVER;PARTSTAT=ACCEPTED:mailto:bob@example.com\r\nATTENDEE;SCHEDULE-AGENT=NONE:mailto:carol@example.com\r\n";
        _bench.Old.Calendar.Put("meeting.ics", MigrationBench.Event("meeting", "Meeting", party));
        PipelineResult run = _bench.Run("Copy-CalDavCalendar", _bench.Source, _bench.Target, "-StatePath", "state", "-NoScheduling");
        Assert.Empty(run.Warnings);
        string copy = _bench.New.Calendar.Items.Values.Single(item => item.Uid == "meeting").Text;
        Assert.Contains("ORGANIZER;CN=\"A; B\";SCHEDULE-AGENT=CLIENT:mailto:alice@example.com\r\n", copy, StringComparison.Ordinal);
        Assert.Contains("ATTENDEE;SCHEDULE-AGENT=CLIENT;PARTSTAT=ACCEPTED:mailto:bob@example.com\r\n", copy, StringComparison.Ordinal);
        Assert.Contains("ATTENDEE;SCHEDULE-AGENT=NONE:mailto:carol@example.com\r\n", copy, StringComparison.Ordinal);
        Assert.True(_bench.AreEqual());
        Clear();
        Assert.Equal((0, 0, 6, 0, 0), Counts(Copy("-NoScheduling")));
        Assert.Equal(2, _bench.Old.Requests.Count + _bench.New.Requests.Count);
    }

    private static (int Created, int Updated, int Skipped, int Refused, int Removed) Counts(CalDavCopyResult result) =>
        (result.Created, result.Updated, result.Skipped, result.Refused, result.Removed);

    private CalDavCopyResult Copy(params object?[] arguments) =>
        _bench.Run("Copy-CalDavCalendar", new object?[] { _bench.Source, _bench.Target, "-StatePath", "state" }.Concat(arguments).ToArray()).Of<CalDavCopyResult>().Single();

    private void Clear()
    {
        _bench.Old.ClearRequests();
        _bench.New.ClearRequests();
    }
}
