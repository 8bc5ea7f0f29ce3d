using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class ItemTests : IDisposable
{
    private const string Start = "2026-03-02T09:00:00Z";
    private readonly SandboxBench _bench = new(seed: 4);
    private readonly CalDavCalendar _work;

    public ItemTests() => _work = _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Items_are_made_of_properties_read_changed_and_deleted()
    {
        CalDavItem made = One(_bench.Run("New-CalDavItem", "work", "-Summary", "Lunch, long", "-Start", Utc(Start), "-End", Utc(Start).AddHours(1), "-Location", "Bar", "-Category", new[] { "a", "b" }));
        Assert.Equal(("Lunch, long", "Bar", "VEVENT"), (made.Summary, made.Location, made.Component));
        Assert.Equal(_bench.Server.Calendar.Items.Values.Single(item => item.Uid == made.Uid).Text, made.Content);

        CalDavItem read = One(_bench.Run("Get-CalDavItem", "work", "-Uid", made.Uid));
        Assert.Equal((made.ETag, made.Content), (read.ETag, read.Content));

        CalDavItem changed = One(_bench.Pipeline("Set-CalDavItem", "-Summary", "Dinner", "-Location", null, "-PassThru").Run(read));
        Assert.Equal(("Dinner", null, read.Start), (changed.Summary, changed.Location, changed.Start));
        Assert.Equal(read.Content!.Replace("SUMMARY:Lunch\\, long\r\n", "SUMMARY:Dinner\r\n", StringComparison.Ordinal).Replace("LOCATION:Bar\r\n", string.Empty, StringComparison.Ordinal), changed.Content);

        PipelineResult lost = _bench.Pipeline("Set-CalDavItem", "-Summary", "Lost").Run(read);
        Assert.Equal("ItemChangedOnServer,CalDavSync.Commands.SetCalDavItemCommand", Assert.Single(lost.Errors).FullyQualifiedErrorId);
        Assert.Same(read, lost.Errors[0].TargetObject);
        Assert.Equal("ItemChangedOnServer,CalDavSync.Commands.RemoveCalDavItemCommand", Assert.Single(_bench.Pipeline("Remove-CalDavItem").Run(read).Errors).FullyQualifiedErrorId);

        Assert.Empty(_bench.Pipeline("Remove-CalDavItem").Run(changed).Errors);
        PipelineResult again = _bench.Pipeline("Remove-CalDavItem", "-Verbose").Run(changed);
        Assert.Empty(again.Errors);
        Assert.Contains(again.Verbose, line => line.Contains("gone already", StringComparison.Ordinal));
        Assert.Empty(_bench.Run("Get-CalDavItem", "work", "-Uid", made.Uid).Output);
    }

    [Fact]
    public void The_output_of_a_sync_is_piped_on_as_it_is()
    {
        PipelineResult changed = _bench.Pipeline("Sync-CalDavCollection", "work", "-SyncToken", string.Empty).Add("Set-CalDavItem", "-Location", "Hall").Run();
        Assert.Empty(changed.Errors);
        Assert.All(_bench.Server.Calendar.Items.Values, item => Assert.Contains("LOCATION:Hall", item.Text, StringComparison.Ordinal));

        object?[] records = _bench.Run("Sync-CalDavCollection", "work", "-SyncToken", string.Empty).Output.ToArray();
        Assert.Empty(_bench.Run("Remove-CalDavItem", new object?[] { records }).Errors);
        Assert.Empty(_bench.Server.Calendar.Items);
        Assert.Empty(_bench.Pipeline("Remove-CalDavItem").Run(records[^1]).Errors);
    }

    [Fact]
    public void Items_read_and_deleted_in_one_pipeline_wait_for_a_server_that_serves_one_at_a_time()
    {
        PipelineResult result = _bench.Pipeline("Start-CalDavSandbox", "-Quirk", "SerialOnly501").Add("Connect-CalDav", "-Name", "serial", "-RetryIntervalSec", 1).Run();
        Assert.Single(result.Of<CalDavConnection>());
        Assert.Empty(_bench.Pipeline("Get-CalDavItem", "work", "-Connection", "serial").Add("Remove-CalDavItem").Run().Errors);
        Assert.Empty(_bench.Run("Get-CalDavItem", "work", "-Connection", "serial").Output);
    }

    [Fact]
    public void Force_writes_over_a_newer_version()
    {
        CalDavItem item = First();
        _bench.Pipeline("Set-CalDavItem", "-Location", "Here").Run(item);
        Assert.Empty(_bench.Pipeline("Set-CalDavItem", "-Summary", "Forced", "-Force").Run(item).Errors);
        CalDavItem now = One(_bench.Run("Get-CalDavItem", "work", "-Uid", item.Uid));
        Assert.Equal(("Forced", "Here"), (now.Summary, now.Location));
    }

    [Fact]
    public void Texts_come_from_the_pipeline_and_are_checked()
    {
        string text = EventText("u-1", "First");
        PipelineResult result = _bench.Pipeline("New-CalDavItem", "work").Run(text, "no calendar", text, EventText("u-2", "Second"));
        Assert.Equal(new[] { "First", "Second" }, result.Of<CalDavItem>().Select(item => item.Summary));
        Assert.Equal(
            new[] { "InvalidCalendarData,CalDavSync.Commands.NewCalDavItemCommand", "ItemExists,CalDavSync.Commands.NewCalDavItemCommand" },
            result.Errors.Select(error => error.FullyQualifiedErrorId));
    }

    [Fact]
    public void An_item_is_copied_by_its_text()
    {
        _bench.Server.CreateCalendar("other");
        CalDavItem item = First();
        CalDavItem copy = One(_bench.Pipeline("New-CalDavItem", "other").Run(item));
        Assert.Equal("piped", One(_bench.Pipeline("New-CalDavItem", "-Content", EventText("piped", "Into the calendar that is piped")).Run(_work)).Uid);
        PipelineResult other = _bench.Run("New-CalDavItem", "work", "-Content", EventText("no-task", "Event"), "-Component", "VTODO");
        Assert.Equal("The text given is a VEVENT and no VTODO. Leave out -Component or give another text.", Assert.Single(other.Errors).Exception.Message);
        Assert.Equal((item.Content, "other"), (copy.Content, copy.Calendar!.Name));
        PipelineResult conflict = _bench.Pipeline("New-CalDavItem", "work").Run(item);
        Assert.Contains(Assert.Single(conflict.Errors).FullyQualifiedErrorId.Split(',')[0], new[] { "ItemExists", "UidConflict" });
        Assert.Equal("twin", One(_bench.Pipeline("New-CalDavItem", "work", "-Uid", "twin").Run(item)).Uid);
    }

    [Fact]
    public void Items_are_found_by_pattern_time_component_and_address()
    {
        _bench.Run("New-CalDavItem", _work, "-Summary", "Board meeting", "-Start", Utc("2031-05-05T10:00:00Z"), "-End", Utc("2031-05-05T11:00:00Z"), "-Uid", "board-1");
        _bench.Run("New-CalDavItem", _work, "-Summary", "Write minutes", "-Component", "VTODO", "-Uid", "todo-1");

        Assert.Equal("board-1", One(_bench.Run("Get-CalDavItem", "work", "-Summary", "board*")).Uid);
        Assert.Equal(6, _bench.Run("Get-CalDavItem").Output.Count);
        Assert.Equal("todo-1", One(_bench.Run("Get-CalDavItem", "work", "-Summary", "write minutes", "-Component", "vtodo")).Uid);
        Assert.Equal(2, _bench.Run("Get-CalDavItem", "work", "-Uid", "*-1").Output.Count);
        Assert.Equal("board-1", One(_bench.Run("Get-CalDavItem", "work", "-After", Utc("2031-05-05T10:30:00Z"), "-Before", Utc("2031-06-01T00:00:00Z"), "-Component", "VEVENT")).Uid);
        Assert.DoesNotContain(_bench.Run("Get-CalDavItem", "work", "-After", Utc("2031-05-05T11:00:00Z"), "-Component", "VEVENT").Of<CalDavItem>(), item => item.Uid == "board-1");

        CalDavItem bare = One(_bench.Run("Get-CalDavItem", "work", "-Summary", "Board*", "-NoContent"));
        Assert.Equal((null, "Board meeting"), (bare.Content, bare.Summary));
        Assert.Equal("board-1", One(_bench.Run("Get-CalDavItem", "-Href", bare.Href)).Uid);
        Assert.Equal("board-1", One(_bench.Pipeline("Get-CalDavItem").Run(bare)).Uid);
        PipelineResult nowhere = _bench.Run("Get-CalDavItem", "work", "-Href", _work.Uri.AbsolutePath + "nothing.ics");
        Assert.Equal("ItemNotFound,CalDavSync.Commands.GetCalDavItemCommand", Assert.Single(nowhere.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Case_does_not_matter_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            _bench.Run("New-CalDavItem", _work, "-Summary", "TITLE", "-Start", Utc("2031-05-05T10:00:00Z"));
            _bench.Server.CreateCalendar("Privat");
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Contains("DTSTART:20310506T", One(_bench.Run("New-CalDavItem", _work, "-Summary", "Year", "-Start", "2031-05-06T00:00:00Z")).Content, StringComparison.Ordinal);
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal("TITLE", One(_bench.Run("Get-CalDavItem", "work", "-Summary", "title")).Summary);
            Assert.Equal("Privat", Assert.Single(_bench.Run("Get-CalDavCalendar", "PRIV*").Of<CalDavCalendar>()).Name);
            Assert.Single(_bench.Run("Get-CalDavServerProfile", "ICLOU*").Output);
            Assert.Single(_bench.Run("Get-CalDavConnection", "TES*").Output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Sync_records_bind_to_reading_changing_and_deleting()
    {
        PipelineResult read = _bench.Pipeline("Sync-CalDavCollection", "work", "-SyncToken", "").Add("Get-CalDavItem").Run();
        Assert.Equal(4, read.Of<CalDavItem>().Count(item => item.Content is not null));
        Assert.Empty(read.Errors);

        PipelineResult sync = _bench.Run("Sync-CalDavCollection", "work", "-SyncToken", "");
        CalDavChange[] changes = sync.Of<CalDavChange>().ToArray();
        _bench.Server.ClearRequests();
        Assert.Equal("Changed", One(_bench.Pipeline("Set-CalDavItem", "-Summary", "Changed", "-PassThru").Run(changes[0])).Summary);
        Assert.Equal(changes[0].ETag, _bench.Server.Requests.Single(request => request.Method == "PUT").Header("If-Match"));

        PipelineResult old = _bench.Pipeline("Remove-CalDavItem").Run(changes[0], changes[1]);
        Assert.Equal("ItemChangedOnServer", Assert.Single(old.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(3, _bench.Server.Calendar.Count);
        PSObject row = PSObject.Of(("Href", changes[2].Href), ("ETag", changes[2].ETag), ("Calendar", "test/work"));
        Assert.Empty(_bench.Pipeline("Remove-CalDavItem").Run(row).Errors);
        Assert.Equal(2, _bench.Server.Calendar.Count);
    }

    [Fact]
    public void A_name_alone_needs_force_to_be_deleted()
    {
        string href = First().Href;
        Assert.Equal("ItemChangedOnServer", Assert.Single(_bench.Run("Remove-CalDavItem", href).Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(_bench.Run("Remove-CalDavItem", href, "-Force").Errors);
        Assert.Equal(3, _bench.Server.Calendar.Count);
    }

    [Fact]
    public void A_calendar_is_never_deleted_or_written_as_an_item()
    {
        string path = _work.Uri.AbsolutePath;
        PSObject[] rows = new[] { ".", "1.ics/..", "..", "%2e%2e/" }.Select(href => PSObject.Of(("Href", href), ("ETag", null), ("Calendar", _work))).ToArray();
        object[] targets = [_work.Uri, path, path.TrimEnd('/'), path + "%2E/", path + "x/%2e%2e", "/", "/calendars/", _work.Uri.AbsoluteUri.TrimEnd('/'), .. rows];
        foreach (object target in targets)
        {
            _bench.Server.ClearRequests();
            Assert.Equal("ItemNotFound,CalDavSync.Commands.RemoveCalDavItemCommand", Assert.Single(_bench.Pipeline("Remove-CalDavItem", "-Force").Run(target).Errors).FullyQualifiedErrorId);
            PipelineResult set = _bench.Pipeline("Set-CalDavItem", "-Content", EventText("x", "X"), "-Force").Run(target);
            Assert.Equal("ItemNotFound,CalDavSync.Commands.SetCalDavItemCommand", Assert.Single(set.Errors).FullyQualifiedErrorId);
            Assert.DoesNotContain(_bench.Server.Requests, request => request.Method is "DELETE" or "PUT");
        }

        _bench.Server.ClearRequests();
        Assert.Empty(_bench.Run("Remove-CalDavItem", _work.Uri, "-WhatIf").WhatIf);
        Assert.Single(_bench.Run("Remove-CalDavItem", "/calendars/alice/other/1.ics", "-Calendar", _work, "-Force").Errors);
        Assert.DoesNotContain(_bench.Server.Requests, request => request.Method == "DELETE");
        Assert.Equal(4, _bench.Server.Calendar.Count);
    }

    [Fact]
    public void What_if_sends_nothing()
    {
        CalDavItem item = First();
        _bench.Server.ClearRequests();
        Assert.Contains("Lunch", Assert.Single(_bench.Run("New-CalDavItem", "work", "-Summary", "Lunch", "-Start", Utc(Start), "-WhatIf").WhatIf), StringComparison.Ordinal);
        Assert.Single(_bench.Pipeline("Set-CalDavItem", "-Summary", "x", "-WhatIf").Run(item).WhatIf);
        Assert.Single(_bench.Pipeline("Remove-CalDavItem", "-WhatIf").Run(item).WhatIf);
        Assert.Empty(_bench.Server.Requests);
    }

    [Fact]
    public void A_sync_token_makes_a_write_conditional_on_the_whole_calendar()
    {
        var token = (CalDavSyncToken)_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", "").Output[^1]!;
        CalDavItem item = First();
        Assert.Empty(_bench.Pipeline("Set-CalDavItem", "-Summary", "In time", "-IfSyncToken", token).Run(item).Errors);
        PipelineResult late = _bench.Run("New-CalDavItem", "work", "-Summary", "Late", "-Start", Utc(Start), "-IfSyncToken", token);
        Assert.Equal("CollectionChanged,CalDavSync.Commands.NewCalDavItemCommand", Assert.Single(late.Errors).FullyQualifiedErrorId);
        PipelineResult none = _bench.Run("New-CalDavItem", "work", "-Summary", "Late", "-Start", Utc(Start), "-IfSyncToken", null);
        Assert.Equal("SyncTokenNotUsable,CalDavSync.Commands.NewCalDavItemCommand", Assert.Single(none.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Nothing_to_change_is_said_so() =>
        Assert.Equal("NothingToChange,CalDavSync.Commands.SetCalDavItemCommand", _bench.Pipeline("Set-CalDavItem").Capture(First()).FailureRecord!.FullyQualifiedErrorId);

    [Fact]
    public void A_change_that_changes_nothing_sends_nothing()
    {
        CalDavItem item = First();
        _bench.Server.ClearRequests();
        Assert.Equal(item.Content, One(_bench.Pipeline("Set-CalDavItem", "-Summary", item.Summary, "-PassThru").Run(item)).Content);
        Assert.Empty(_bench.Server.Requests);
    }

    private static DateTime Utc(string time) => DateTimeOffset.Parse(time).UtcDateTime;

    private static CalDavItem One(PipelineResult result)
    {
        Assert.Empty(result.Errors);
        return Assert.Single(result.Of<CalDavItem>());
    }

    private static string EventText(string uid, string summary) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private CalDavItem First() => _bench.Run("Get-CalDavItem", _work).Of<CalDavItem>().First();
}
