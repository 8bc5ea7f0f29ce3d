using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

public sealed class ExportTests : IDisposable
{
    private readonly MigrationBench _bench = new(new SandboxOptions { Seed = 4 });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_item_is_a_file_byte_for_byte()
    {
        PipelineResult result = _bench.Pipe(_bench.Source, "Export-CalDavCalendar", "-Path", "out", "-PassThru");

        Assert.Equal(4, result.Of<FileInfo>().Count);
        Assert.All(_bench.Old.Calendar.Items.Values, item => Assert.Contains(result.Of<FileInfo>(), file => File.ReadAllText(file.FullName) == item.Text));
        Assert.Empty(_bench.Run("Export-CalDavCalendar", "old/work", "out").Output);
        Assert.Equal(4, Directory.GetFiles(_bench.PathOf("out/work")).Length);
    }

    [Fact]
    public void Files_of_items_that_are_gone_stay_and_are_told()
    {
        _bench.Run("Export-CalDavCalendar", _bench.Source, "out");
        string gone = _bench.Old.Calendar.Items.Keys.First();
        _bench.Old.Calendar.Delete(gone);

        string warning = Assert.Single(_bench.Run("Export-CalDavCalendar", _bench.Source, "out").Warnings);
        Assert.Contains("1 .ics files", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_has_all_items_and_each_time_zone_once()
    {
        string zone = "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        foreach (string uid in new[] { "x", "y" })
        {
            string text = MigrationBench.Event(uid, uid).Replace("DTSTART:20260301T090000Z", "DTSTART;TZID=Here:20260301T090000", StringComparison.Ordinal);
            _bench.Old.Calendar.Put(uid + ".ics", text.Replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT", StringComparison.Ordinal));
        }

        FileInfo file = Assert.Single(_bench.Run("Export-CalDavCalendar", _bench.Source, "mine/all.ics", "-AsSingleFile", "-PassThru").Of<FileInfo>());
        string all = File.ReadAllText(file.FullName);
        Assert.Equal(_bench.PathOf("mine/all.ics"), file.FullName);
        Assert.Equal(6, all.Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(1, all.Split("TZID:Here").Length - 1);
        Assert.Equal([file.FullName], Directory.GetFiles(_bench.PathOf("mine")));
    }

    [Fact]
    public void A_folder_gets_a_file_for_each_calendar()
    {
        Directory.CreateDirectory(_bench.PathOf("folder.ics"));
        foreach (string target in new[] { "plain", "folder.ics" })
        {
            FileInfo file = Assert.Single(_bench.Run("Export-CalDavCalendar", _bench.Source, "-Path", target, "-AsSingleFile", "-PassThru").Of<FileInfo>());
            Assert.Equal(_bench.PathOf(target + "/work.ics"), file.FullName);
        }
    }

    [Fact]
    public void Two_calendars_never_share_one_file()
    {
        PipelineResult result = _bench.Pipe(new[] { _bench.Source, _bench.Target }, "Export-CalDavCalendar", "-Path", "all.ics", "-AsSingleFile");
        Assert.StartsWith("DestinationExists,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_calendars_of_one_name_get_a_place_each(bool asSingleFile)
    {
        _bench.New.Calendar.Put("other.ics", MigrationBench.Event("other", "Other"));
        object[] arguments = asSingleFile ? ["-Path", "out", "-PassThru", "-AsSingleFile"] : ["-Path", "out", "-PassThru"];
        PipelineResult result = _bench.Pipe(new[] { _bench.Source, _bench.Target }, "Export-CalDavCalendar", arguments);
        Assert.Empty(result.Errors);
        FileInfo other = result.Of<FileInfo>().Single(file => File.ReadAllText(file.FullName).Contains("UID:other", StringComparison.Ordinal));
        Assert.Matches("/out/work~[a-z2-7]{12}" + (asSingleFile ? "\\.ics$" : "/other\\.ics$"), other.FullName.Replace('\\', '/'));
        Assert.Equal(result.Of<FileInfo>().Select(file => file.FullName), _bench.Pipe(new[] { _bench.Source, _bench.Target }, "Export-CalDavCalendar", arguments).Of<FileInfo>().Select(file => file.FullName));
    }

    [Fact]
    public void What_is_there_can_be_protected()
    {
        _bench.Run("Export-CalDavCalendar", _bench.Source, "out");
        _bench.Run("Export-CalDavCalendar", _bench.Source, "all.ics", "-AsSingleFile");
        foreach (object[] arguments in new object[][] { ["out", "-NoClobber"], ["all.ics", "-AsSingleFile", "-NoClobber"] })
        {
            ErrorRecord error = Assert.Single(_bench.Run("Export-CalDavCalendar", [_bench.Source, .. arguments]).Errors);
            Assert.StartsWith("DestinationExists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
            Assert.Contains("-NoClobber", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        PipelineResult result = _bench.Run("Export-CalDavCalendar", _bench.Source, "out", "-WhatIf");
        Assert.Contains(_bench.PathOf("out/work"), Assert.Single(result.WhatIf), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_bench.PathOf("out")));
    }

    [Fact]
    public void An_invalid_item_is_an_error_and_the_rest_is_exported()
    {
        _bench.Old.Calendar.PutUnchecked("bad.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bad\r\nEND:VCALENDAR\r\n");
        PipelineResult result = _bench.Run("Export-CalDavCalendar", _bench.Source, "all.ics", "-AsSingleFile");
        Assert.EndsWith("bad.ics", Assert.Single(result.Errors).TargetObject!.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllText(_bench.PathOf("all.ics")).Split("BEGIN:VEVENT").Length - 1);
    }

    [Theory]
    [InlineData("Dear colleagues")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bad\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bad\r\nEND:VCALENDAR\r\n")]
    public void An_invalid_item_is_one_error_that_says_what_became_of_it(string text)
    {
        _bench.Old.Calendar.PutUnchecked("bad.ics", text);
        ErrorRecord left = Assert.Single(_bench.Run("Export-CalDavCalendar", _bench.Source, "all.ics", "-AsSingleFile").Errors);
        Assert.Contains("bad.ics holds ", left.Exception!.Message, StringComparison.Ordinal);
        Assert.EndsWith(". It is not in the file.", left.Exception.Message, StringComparison.Ordinal);

        ErrorRecord[] kept = _bench.Run("Export-CalDavCalendar", _bench.Source, "out").Errors.ToArray();
        Assert.All(kept, error => Assert.EndsWith(". Its file has it as it is.", error.Exception!.Message, StringComparison.Ordinal));
        Assert.Equal(text, File.ReadAllText(_bench.PathOf("out/work/bad.ics")));
        ErrorRecord[] compared = _bench.Run("Compare-CalDavCalendar", _bench.Source, _bench.Target).Errors.ToArray();
        Assert.All(compared, error => Assert.DoesNotContain("as it is", error.Exception!.Message, StringComparison.Ordinal));
    }
}
