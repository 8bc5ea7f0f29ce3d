using System;
using System.IO;
using System.Linq;
using System.Text;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

public sealed class ImportTests : IDisposable
{
    private const string Zone = "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

    private readonly MigrationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_export_comes_back_equal_and_a_second_import_changes_nothing(bool asSingleFile)
    {
        string path = asSingleFile ? "all.ics" : "out";
        _bench.Run("Export-CalDavCalendar", _bench.Source, path, asSingleFile ? "-AsSingleFile" : "-PassThru");

        CalDavCopyResult result = Import(asSingleFile ? path : "out/work");
        Assert.Equal((5, 0, 0, 0), Counts(result));
        Assert.Equal(_bench.PathOf(asSingleFile ? path : "out/work"), result.Source);
        Assert.True(_bench.AreEqual());
        Assert.Equal((0, 0, 5, 0), Counts(Import(asSingleFile ? path : "out/work")));
        Assert.Empty(_bench.Run("Compare-CalDavCalendar", result.Source, result.Destination).Output);
    }

    [Fact]
    public void Files_come_by_pattern_by_name_and_through_the_pipeline()
    {
        _bench.Run("Export-CalDavCalendar", _bench.Source, "out");
        Assert.Equal(5, Import("out/work/*.ics").Created);
        FileInfo[] files = new DirectoryInfo(_bench.PathOf("out/work")).GetFiles();
        Assert.Equal(5, _bench.Pipe(files, "Import-CalDavCalendar", "-Calendar", _bench.Target).Of<CalDavCopyResult>().Single().Skipped);
        Assert.Equal(5, _bench.Run("Import-CalDavCalendar", "-LiteralPath", files.Select(file => file.FullName).ToArray(), "-Calendar", "new/work").Of<CalDavCopyResult>().Single().Skipped);
        File.Copy(files[0].FullName, _bench.PathOf("[x].ics"));
        Assert.Equal(1, _bench.Run("Import-CalDavCalendar", "-LiteralPath", "[x].ics", "-Calendar", "new/work").Of<CalDavCopyResult>().Single().Skipped);
    }

    [Fact]
    public void A_file_is_split_by_UID_with_time_zones_and_overrides_join_their_master()
    {
        string master = MigrationBench.Component("a", "Weekly", "RRULE:FREQ=WEEKLY\r\n").Replace("DTSTART:20260301T090000Z", "DTSTART;TZID=Here:20260301T090000", StringComparison.Ordinal);
        string exception = MigrationBench.Component("a", "Not this time", "RECURRENCE-ID;TZID=Here:20260308T090000\r\n");
        Write("big.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\n" + exception + MigrationBench.Component("b", "Other") + master + Zone + "END:VCALENDAR\r\n");

        Assert.Equal((2, 0, 0, 0), Counts(Import("big.ics")));
        string text = _bench.New.Calendar.Items.Values.Single(item => item.Uid == "a").Text;
        Assert.Contains("TZID:Here", text, StringComparison.Ordinal);
        Assert.Contains("RRULE", text, StringComparison.Ordinal);
        Assert.Contains("RECURRENCE-ID", text, StringComparison.Ordinal);
        Assert.DoesNotContain("METHOD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_invalid_component_is_an_error_with_file_and_line_and_the_rest_is_imported()
    {
        string nameless = MigrationBench.Component("x", "No UID").Replace("UID:x\r\n", string.Empty, StringComparison.Ordinal);
        Write("mixed.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + MigrationBench.Component("a", "Good") + nameless + MigrationBench.Component("b", "Bad", "a line without its sign\r\n") + MigrationBench.Component("c", "Good too") + "END:VCALENDAR\r\n");

        PipelineResult run = _bench.Run("Import-CalDavCalendar", "mixed.ics", _bench.Target);
        Assert.Equal((2, 0, 0, 2), Counts(run.Of<CalDavCopyResult>().Single()));
        Assert.Equal(2, run.Errors.Count);
        Assert.All(run.Errors, error => Assert.Matches(@"mixed\.ics: .*line \d+\.$", error.ErrorDetails!.Message));
        Assert.All(run.Errors, error => Assert.StartsWith("InvalidCalendarData,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_item_without_a_UID_is_an_error_with_its_line()
    {
        Write("a.ics", MigrationBench.Event("x", "No UID").Replace("UID:x\r\n", string.Empty, StringComparison.Ordinal));
        CalDavCopyRefusal refusal = Assert.Single(Import("a.ics").Refusals);
        Assert.Contains("line 4", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Skip", 0, 1, 0)]
    [InlineData("Replace", 1, 0, 0)]
    [InlineData("Fail", 0, 0, 1)]
    public void Conflicts_are_handled_as_asked(string action, int updated, int skipped, int refused)
    {
        _bench.New.Calendar.Put("mine.ics", MigrationBench.Event("a", "Over there"));
        Write("a.ics", MigrationBench.Event("a", "Here"));
        CalDavCopyResult result = Import("a.ics", "-OnConflict", action);
        Assert.Equal((0, updated, skipped, refused), Counts(result));
        Assert.EndsWith("/mine.ics", Assert.Single(result.Conflicts).ExistingHref, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_UID_in_a_second_file_is_refused_with_the_first()
    {
        Write("1.ics", MigrationBench.Event("a", "One"));
        Write("2.ics", MigrationBench.Event("a", "Two"));
        CalDavCopyResult result = Import("*.ics");
        Assert.Equal((1, 0, 0, 1), Counts(result));
        Assert.EndsWith("1.ics", Assert.Single(result.Refusals).ExistingHref, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void All_line_endings_are_read(string ending)
    {
        Write("a.ics", MigrationBench.Event("a", "One").Replace("\r\n", ending, StringComparison.Ordinal));
        Assert.Equal((1, 0, 0, 0), Counts(Import("a.ics")));
    }

    [Fact]
    public void A_fold_in_the_middle_of_a_character_is_no_damage()
    {
        byte[] text = Encoding.UTF8.GetBytes(MigrationBench.Event("a", "Größe €"));
        int split = Array.IndexOf(text, (byte)0xC3) + 1;
        File.WriteAllBytes(_bench.PathOf("a.ics"), [.. text[..split], (byte)'\r', (byte)'\n', (byte)' ', .. text[split..]]);
        Assert.Equal((1, 0, 0, 0), Counts(Import("a.ics")));
        Assert.Contains("SUMMARY:Größe €", Assert.Single(_bench.New.Calendar.Items.Values).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_refused_and_not_guessed()
    {
        File.WriteAllBytes(_bench.PathOf("a.ics"), Encoding.Latin1.GetBytes(MigrationBench.Event("a", "Größe")));
        File.WriteAllText(_bench.PathOf("b.ics"), MigrationBench.Event("b", "Größe"), Encoding.Unicode);
        PipelineResult run = _bench.Run("Import-CalDavCalendar", "*.ics", _bench.Target);
        Assert.Equal((1, 0, 0, 1), Counts(run.Of<CalDavCopyResult>().Single()));
        Assert.Contains("not UTF-8", Assert.Single(run.Errors).ErrorDetails!.Message, StringComparison.Ordinal);
        Assert.Contains("Größe", Assert.Single(_bench.New.Calendar.Items.Values).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Write("a.ics", MigrationBench.Event("a", "One"));
        PipelineResult run = _bench.Run("Import-CalDavCalendar", "a.ics", _bench.Target, "-WhatIf");
        Assert.Equal("Import into new/work", Assert.Single(run.WhatIf));
        Assert.Equal(1, run.Of<CalDavCopyResult>().Single().Created);
        Assert.DoesNotContain(_bench.New.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public void What_is_not_there_is_an_error_and_the_rest_is_imported()
    {
        Write("a.ics", MigrationBench.Event("a", "One"));
        PipelineResult run = _bench.Run("Import-CalDavCalendar", new[] { "nothing.ics", "no*.ics", "a.ics" }, _bench.Target);
        Assert.Equal(2, run.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("CalendarFileUnavailable,", StringComparison.Ordinal)));
        Assert.Equal(1, run.Of<CalDavCopyResult>().Single().Created);
    }

    private static (int Created, int Updated, int Skipped, int Refused) Counts(CalDavCopyResult result) =>
        (result.Created, result.Updated, result.Skipped, result.Refused);

    private CalDavCopyResult Import(string path, params object?[] arguments) =>
        _bench.Run("Import-CalDavCalendar", new object?[] { path, _bench.Target }.Concat(arguments).ToArray()).Of<CalDavCopyResult>().Single();

    private void Write(string name, string text) => File.WriteAllText(_bench.PathOf(name), text);
}
