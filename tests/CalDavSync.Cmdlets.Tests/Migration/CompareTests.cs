using System;
using System.IO;
using System.Linq;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

public sealed class CompareTests : IDisposable
{
    private readonly MigrationBench _bench = new(new SandboxOptions());

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Equal_calendars_print_nothing_whatever_servers_rewrote()
    {
        _bench.Old.Calendar.Put("a.ics", MigrationBench.Event("a", "Budget"));
        _bench.New.Calendar.Put("other-name.ics", MigrationBench.Event("a", "Budget", "CLASS:PUBLIC\r\nLAST-MODIFIED:20260405T060708Z\r\n").Replace("20260101T000000Z", "20260202T000000Z", StringComparison.Ordinal));

        Assert.Empty(Compare().Output);
        Assert.True(_bench.AreEqual());
        CalDavDifference equal = Assert.Single(Compare("-IncludeEqual").Of<CalDavDifference>());
        Assert.Equal(("==", "a", "Budget"), (equal.SideIndicator, equal.Uid, equal.Summary));
    }

    [Fact]
    public void Each_side_and_the_properties_that_differ_are_told()
    {
        _bench.Old.Calendar.Put("1.ics", MigrationBench.Event("left", "Only old"));
        _bench.New.Calendar.Put("2.ics", MigrationBench.Event("right", "Only new"));
        _bench.Old.Calendar.Put("3.ics", MigrationBench.Event("both", "Meeting", "LOCATION:Room 1\r\n"));
        _bench.New.Calendar.Put("4.ics", MigrationBench.Event("both", "Meetings", "LOCATION:Room 2\r\n"));

        CalDavDifference[] found = Compare().Of<CalDavDifference>().OrderBy(difference => difference.Uid, StringComparer.Ordinal).ToArray();

        Assert.Equal(["!= Meeting (LOCATION, SUMMARY)", "<= Only old", "=> Only new"], found.Select(difference => difference.ToString()));
        Assert.Equal("Meeting", found[0].ReferenceItem!.Summary);
        Assert.Equal("Meetings", found[0].DifferenceItem!.Summary);
        Assert.EndsWith("1.ics", found[1].ReferenceItem!.Href, StringComparison.Ordinal);
        Assert.Null(found[1].DifferenceItem);
        Assert.Equal(new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc), found[2].Start!.Value.ToUniversalTime());
        Assert.False(_bench.AreEqual());
    }

    [Fact]
    public void Ignored_properties_do_not_count()
    {
        _bench.Old.Calendar.Put("1.ics", MigrationBench.Event("a", "Meeting", "X-COLOR:red\r\nSEQUENCE:1\r\n"));
        _bench.New.Calendar.Put("1.ics", MigrationBench.Event("a", "Meeting", "SEQUENCE:2\r\n"));

        Assert.Equal("SEQUENCE, X-COLOR", Assert.Single(Compare().Of<CalDavDifference>()).Property);
        Assert.Empty(Compare("-IgnoreProperty", new[] { "SEQUENCE", "X-*" }).Output);
        Assert.Equal(true, Assert.Single(Compare("-IgnoreProperty", new[] { "sequence", "x-color" }, "-Quiet").Output));
    }

    [Fact]
    public void A_UID_that_is_there_twice_must_be_there_twice()
    {
        _bench.Old.Calendar.PutUnchecked("1.ics", MigrationBench.Event("a", "Meeting"));
        _bench.Old.Calendar.PutUnchecked("2.ics", MigrationBench.Event("a", "Meeting"));
        _bench.New.Calendar.PutUnchecked("1.ics", MigrationBench.Event("a", "Meeting"));

        Assert.Equal("<=", Assert.Single(Compare().Of<CalDavDifference>()).SideIndicator);
    }

    [Fact]
    public void Items_without_a_UID_and_texts_that_are_none_are_compared_by_what_they_say()
    {
        string nameless = MigrationBench.Event("x", "No UID").Replace("UID:x\r\n", string.Empty, StringComparison.Ordinal);
        _bench.Old.Calendar.PutUnchecked("1.ics", nameless);
        _bench.New.Calendar.PutUnchecked("2.ics", nameless);
        _bench.Old.Calendar.PutUnchecked("3.ics", "BEGIN:VCALENDAR\r\nnonsense");
        _bench.New.Calendar.PutUnchecked("4.ics", "BEGIN:VCALENDAR\r\nnonsense");

        Assert.Empty(Compare().Output);
    }

    [Fact]
    public void Several_items_in_one_resource_are_compared_one_by_one()
    {
        string two = MigrationBench.Event("a", "One").Replace("END:VCALENDAR", MigrationBench.Component("b", "Two") + "END:VCALENDAR", StringComparison.Ordinal);
        _bench.Old.Calendar.PutUnchecked("1.ics", two);
        _bench.New.Calendar.Put("a.ics", MigrationBench.Event("a", "One"));

        Assert.Equal("<= Two", Assert.Single(Compare().Of<CalDavDifference>()).ToString());
    }

    [Fact]
    public void Exported_files_can_be_a_side()
    {
        for (int i = 0; i < 70; i++) _bench.Old.Calendar.Put($"{i}.ics", MigrationBench.Event($"uid-{i}", $"Number {i}"));
        _bench.Run("Export-CalDavCalendar", _bench.Source, "export");
        _bench.Run("Export-CalDavCalendar", _bench.Source, "all.ics", "-AsSingleFile");

        foreach (object side in new object[] { "./export/work", _bench.PathOf("export/work"), "all.ics", new FileInfo(_bench.PathOf("all.ics")), new DirectoryInfo(_bench.PathOf("export/work")) })
        {
            Assert.Empty(_bench.Run("Compare-CalDavCalendar", _bench.Source, side).Output);
            Assert.Empty(_bench.Pipe(side, "Compare-CalDavCalendar", "-DifferenceCalendar", "old/work").Output);
        }

        _bench.Old.Calendar.Put("7.ics", MigrationBench.Event("uid-7", "Renamed"));
        File.Delete(_bench.PathOf("export/work/8.ics"));
        Assert.Equal(["!= Renamed (SUMMARY)", "<= Number 8"], _bench.Run("Compare-CalDavCalendar", "old/work", "./export/work").Output.Select(difference => difference!.ToString()));
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_and_never_equal()
    {
        File.WriteAllText(_bench.PathOf("bad.ics"), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VCALENDAR\r\n");
        PipelineResult result = _bench.Run("Compare-CalDavCalendar", _bench.Source, "bad.ics", "-Quiet");

        Assert.Equal(false, Assert.Single(result.Output));
        Assert.Equal("InvalidCalendarData,CalDavSync.Commands.CompareCalDavCalendarCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.StartsWith(_bench.PathOf("bad.ics"), result.Errors[0].ErrorDetails!.Message, StringComparison.Ordinal);
        PipelineResult missing = _bench.Run("Compare-CalDavCalendar", _bench.Source, "./nowhere", "-Quiet");
        Assert.Equal(false, Assert.Single(missing.Output));
        Assert.StartsWith("CalendarFileUnavailable", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_must_be_one_calendar() => Assert.StartsWith(
        "CalendarNotFound", Assert.Single(_bench.Run("Compare-CalDavCalendar", "nobody*", _bench.Target).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    private PipelineResult Compare(params object?[] arguments) => _bench.Run("Compare-CalDavCalendar", new object?[] { _bench.Source, _bench.Target }.Concat(arguments).ToArray());
}
