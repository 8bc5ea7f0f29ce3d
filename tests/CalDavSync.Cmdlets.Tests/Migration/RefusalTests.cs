using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>Whatever the source has and the destination refuses: copied as it is, or refused by name; and the sums are the source's.</summary>
public sealed class RefusalTests : IDisposable
{
    private MigrationBench _bench = new(new SandboxOptions { Seed = 3 });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Odd_items_are_copied_as_they_are()
    {
        string binary = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + Convert.ToBase64String(new byte[300_000]) + "\r\n";
        var exceptions = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + MigrationBench.Component("many", "Daily", "RRULE:FREQ=DAILY\r\n"));
        for (int i = 0; i < 10_000; i++) exceptions.Append(MigrationBench.Component("many", $"Exception {i}", $"RECURRENCE-ID:{new DateTime(2026, 3, 1).AddDays(i):yyyyMMdd}T090000Z\r\n"));
        _bench.Old.Calendar.Put("many.ics", exceptions.Append("END:VCALENDAR\r\n").ToString());
        _bench.Old.Calendar.Put("binary.ics", MigrationBench.Event("binary", "Binary", binary));
        _bench.Old.Calendar.Put("lf.ics", MigrationBench.Event("lf", "Line feeds").Replace("\r\n", "\n", StringComparison.Ordinal));
        _bench.Old.Calendar.Put("folded.ics", MigrationBench.Event("folded", "Grö\r\n ße und\r\n\t so"));
        _bench.Old.Calendar.Put("alarm.ics", MigrationBench.Event("alarm", "Alarm", "X-UNKNOWN;X-P=1:kept\r\nBEGIN:X-THING\r\nX-A:1\r\nEND:X-THING\r\n"));
        _bench.Old.Calendar.Put("strange uid.ics", MigrationBench.Event("Ünï/c@de 'n' %41", "Strange UID"));

        Assert.Equal((9, 0, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
        Assert.All(_bench.New.Calendar.Items.Keys, name => Assert.Matches("^[A-Za-z0-9-]+\\.ics$", name));
        foreach (SandboxItem item in _bench.Old.Calendar.Items.Values)
        {
            Assert.Equal(item.Text, _bench.New.Calendar.Items.Values.Single(copy => copy.Uid == item.Uid).Text);
        }
    }

    [Fact]
    public void An_item_of_ten_megabytes_is_copied_or_refused_by_name()
    {
        const int TenMegabytes = 10 * 1024 * 1024;
        _bench.Old.Calendar.Put("big.ics", MigrationBench.Event("big", "Big", "DESCRIPTION:" + new string('x', TenMegabytes - 1_000) + "\r\n"));
        _bench.Old.Calendar.Put("bigger.ics", MigrationBench.Event("bigger", "Bigger than the destination takes", "DESCRIPTION:" + new string('x', TenMegabytes) + "\r\n"));
        PipelineResult run = Run();
        CalDavCopyResult result = run.Of<CalDavCopyResult>().Single();
        Assert.Equal((4, 0, 0, 1), Counts(result));
        Assert.Equal("bigger", Assert.Single(result.Refusals).Uid);
        Assert.Single(run.Errors);
    }

    [Fact]
    public void Several_items_in_one_resource_become_one_each()
    {
        _bench.Old.Calendar.PutUnchecked("two.ics", MigrationBench.Event("a", "One").Replace("END:VCALENDAR", MigrationBench.Component("b", "Two") + "END:VCALENDAR", StringComparison.Ordinal));
        Assert.Equal((5, 0, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
        Assert.Equal((0, 0, 5, 0), Counts(Copy()));
        _bench.Old.Calendar.PutUnchecked("two.ics", MigrationBench.Event("a", "One"));
        CalDavCopyResult mirrored = Run("-Mirror", "-Force").Of<CalDavCopyResult>().Single();
        Assert.Equal((0, 0, 4, 0, 1), (mirrored.Created, mirrored.Updated, mirrored.Skipped, mirrored.Refused, mirrored.Removed));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void A_message_is_stored_without_its_METHOD()
    {
        _bench.Old.Calendar.PutUnchecked("m.ics", MigrationBench.Event("m", "Message").Replace("PRODID", "METHOD:REQUEST\r\nPRODID", StringComparison.Ordinal));
        Assert.Equal((4, 0, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void Without_a_UID_or_without_sense_an_item_is_refused_and_looked_at_again_next_time()
    {
        _bench.Old.Calendar.PutUnchecked("nameless.ics", MigrationBench.Event("x", "No UID").Replace("UID:x\r\n", string.Empty, StringComparison.Ordinal));
        _bench.Old.Calendar.PutUnchecked("nonsense.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bad\r\nEND:VCALENDAR\r\n");
        PipelineResult run = Run();
        CalDavCopyResult result = run.Of<CalDavCopyResult>().Single();
        Assert.Equal((3, 0, 0, 2), Counts(result));
        Assert.All(result.Refusals, refusal => Assert.Equal("InvalidCalendarData", refusal.Reason));
        Assert.Equal((0, 0, 3, 2), Counts(Copy()));
        _bench.Old.Calendar.Put("nameless.ics", MigrationBench.Event("named", "Named"));
        Assert.Equal((1, 0, 3, 1), Counts(Copy()));
    }

    [Fact]
    public void A_UID_that_the_source_has_twice_is_copied_once()
    {
        _bench.Old.Calendar.PutUnchecked("1.ics", MigrationBench.Event("twice", "First"));
        _bench.Old.Calendar.PutUnchecked("2.ics", MigrationBench.Event("twice", "Second"));
        CalDavCopyResult result = Copy();
        Assert.Equal((4, 0, 0, 1), Counts(result));
        Assert.EndsWith(".ics", Assert.Single(result.Refusals).ExistingHref, StringComparison.Ordinal);
        Assert.Equal((0, 0, 4, 1), Counts(Copy()));
        _bench.Old.Calendar.Delete("1.ics");
        Run("-OnConflict", "Replace");
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void Tasks_are_refused_by_a_calendar_for_events_and_the_rest_is_copied()
    {
        _bench.New.Calendar.Components = ["VEVENT"];
        _bench.Old.Calendar.Put("todo.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:todo\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Task\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
        PipelineResult run = Run();
        CalDavCopyResult result = run.Of<CalDavCopyResult>().Single();
        Assert.Equal((3, 0, 0, 1), Counts(result));
        Assert.Equal(("todo", "RequestRefused"), (result.Refusals[0].Uid, result.Refusals[0].Reason));
        Assert.StartsWith("RequestRefused,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_UID_in_another_calendar_is_refused_with_its_address()
    {
        Restart(new SandboxOptions { Quirks = ["UidConflictAcrossCalendars"] });
        SandboxItem item = _bench.Old.Calendar.Items.Values.First();
        _bench.New.CreateCalendar("other").Put("there.ics", item.Text);
        CalDavCopyResult result = Run("-OnConflict", "Replace").Of<CalDavCopyResult>().Single();
        Assert.Equal((2, 0, 0, 1), Counts(result));
        Assert.EndsWith("/other/there.ics", Assert.Single(result.Refusals).ExistingHref, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_destination_is_not_asked_for_ever_and_the_next_run_goes_on()
    {
        Restart(new SandboxOptions());
        for (int i = 0; i < 40; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "Many"));
        _bench.New.FailNext(413, 200, "PUT");
        PipelineResult run = Run();
        CalDavCopyResult result = run.Of<CalDavCopyResult>().Single();
        Assert.Equal((0, 0, 0, 43), Counts(result));
        Assert.Equal(43, result.Refusals.Count);
        _bench.New.ClearFailures();
        Assert.Equal((43, 0, 0, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void A_destination_that_becomes_full_half_way_keeps_what_it_has_and_names_the_rest()
    {
        for (int i = 0; i < 40; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "Many"));
        _bench.Old.Calendar.Delete("q39.ics");
        CalDavCopyResult first = Copy();
        Assert.Equal((42, 0, 0, 0), Counts(first));
        for (int i = 0; i < 20; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "Changed"));
        for (int i = 100; i < 120; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "More"));
        _bench.New.FailNext(507, 200, "PUT");
        CalDavCopyResult full = Run().Of<CalDavCopyResult>().Single();
        Assert.Equal((0, 0, 22, 40), Counts(full));
        Assert.All(full.Refusals, refusal => Assert.Equal("QuotaExceeded", refusal.Reason));
        _bench.New.ClearFailures();
        Assert.Equal((20, 20, 22, 0), Counts(Copy()));
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void What_the_destination_drops_is_copied_counted_and_told_by_the_comparison()
    {
        Restart(new SandboxOptions { Quirks = ["StripsUnknownProperties"] });
        _bench.Old.Calendar.Put("x.ics", MigrationBench.Event("x", "With an extension", "X-COLOR:red\r\n"));
        Assert.Equal((4, 0, 0, 0), Counts(Copy()));
        CalDavDifference lost = Assert.Single(_bench.Run("Compare-CalDavCalendar", _bench.Source, _bench.Target).Of<CalDavDifference>());
        Assert.Equal(("x", "X-COLOR"), (lost.Uid, lost.Property));
        Assert.Equal((0, 0, 4, 0), Counts(Copy()));
    }

    [Fact]
    public void A_destination_that_may_only_be_read_refuses_everything_by_name()
    {
        for (int i = 0; i < 60; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "Many"));
        _bench.New.FailNext(403, 200, "PUT");
        CalDavCopyResult result = Run().Of<CalDavCopyResult>().Single();
        Assert.Equal((0, 0, 0, 63), Counts(result));
        Assert.All(result.Refusals, refusal => Assert.Equal("AccessDenied", refusal.Reason));
        Assert.Equal(63, result.Refusals.Select(refusal => refusal.Message).Distinct().Count());
        Assert.InRange(_bench.New.Requests.Count(request => request.Method == "PUT"), 20, 30);
    }

    [Theory]
    [InlineData("NoETagOnPut")]
    [InlineData("RewritesOnPut")]
    [InlineData("RenamesOnPut")]
    [InlineData("RefusedPutIs207")]
    [InlineData("StripsUnknownProperties")]
    [InlineData("AcceptsDuplicateUids")]
    [InlineData("OverwritesDespiteIfNoneMatch")]
    public void Peculiar_destinations_end_equal_and_a_second_run_writes_nothing(string quirk)
    {
        Restart(new SandboxOptions { Quirks = [quirk] });
        Assert.Equal((3, 0, 0, 0), Counts(Copy()));
        _bench.New.ClearRequests();
        Assert.Equal((0, 0, 3, 0), Counts(Copy()));
        Assert.DoesNotContain(_bench.New.Requests, request => request.Method == "PUT");
        SandboxItem item = _bench.Old.Calendar.Items.Values.First();
        _bench.Old.Calendar.Put(item.Name, MigrationBench.Event(item.Uid, "Changed"));
        Assert.Equal((0, 1, 2, 0), Counts(Copy()));
        Assert.Equal(3, _bench.New.Calendar.Count);
    }

    [Fact]
    public void A_copy_that_is_cut_goes_on_where_it_was()
    {
        for (int i = 0; i < 300; i++) _bench.Old.Calendar.Put($"q{i}.ics", MigrationBench.Event($"q{i}", "Many"));
        foreach (int stopAfter in new[] { 1, 7, 120 })
        {
            int before = _bench.New.Calendar.Count;
            _bench.New.ClearFailures();
            Assert.NotNull(Interrupted(stopAfter));
            Assert.True(_bench.New.Calendar.Count >= before);
        }

        CalDavCopyResult result = Copy();
        Assert.Equal(303, result.Created + result.Skipped);
        Assert.Equal(303, _bench.New.Calendar.Count);
        Assert.True(_bench.AreEqual());
        Assert.Equal((0, 0, 303, 0), Counts(Copy()));
    }

    private static (int Created, int Updated, int Skipped, int Refused) Counts(CalDavCopyResult result)
    {
        Assert.Equal(result.Refused, result.Refusals.Count);
        return (result.Created, result.Updated, result.Skipped, result.Refused);
    }

    private CalDavCopyResult Copy() => Run().Of<CalDavCopyResult>().Single();

    private PipelineResult Run(params object?[] arguments) =>
        _bench.Run("Copy-CalDavCalendar", new object?[] { _bench.Source, _bench.Target, "-StatePath", "state" }.Concat(arguments).ToArray());

    /// <summary>Stops the pipeline, as Ctrl+C does, when the destination has taken a number of writes.</summary>
    private PipelineResult Interrupted(int writes)
    {
        int target = _bench.New.Calendar.Count + writes;
        CmdletPipeline pipeline = new CmdletPipeline(_bench.Session).Add("Copy-CalDavCalendar", _bench.Source, _bench.Target, "-StatePath", "state", "-ThrottleLimit", 2);
        using var watch = new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(20));
        System.Threading.Tasks.Task stopper = System.Threading.Tasks.Task.Run(() =>
        {
            System.Threading.SpinWait.SpinUntil(() => _bench.New.Calendar.Count >= target || watch.IsCancellationRequested);
            pipeline.Stop();
        });
        PipelineResult result = pipeline.Capture();
        stopper.Wait(TimeSpan.FromSeconds(20));
        return result;
    }

    private void Restart(SandboxOptions destination)
    {
        _bench.Dispose();
        _bench = new MigrationBench(new SandboxOptions { Seed = 3 }, destination);
    }
}
