using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>Lists that went through Export-Csv or ConvertTo-Json and come back.</summary>
public sealed class RowTests : IDisposable
{
    private readonly SandboxBench _bench = new(seed: 2);
    private readonly CalDavCalendar _work;

    public RowTests() => _work = _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_row_of_a_list_of_calendars_is_that_calendar_and_not_all_of_the_connection()
    {
        _bench.Server.CreateCalendar("other").Put("x.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        PSObject row = PSObject.Of(("Name", "work"), ("DisplayName", "work"), ("Uri", _work.Uri.AbsoluteUri), ("Connection", "test"));
        Assert.Equal(2, _bench.Pipeline("Get-CalDavItem").Run(row).Of<CalDavItem>().Count);
        Assert.Equal("work", Assert.Single(_bench.Pipeline("Set-CalDavCalendar", "-Color", "#112233", "-PassThru").Run(row).Of<CalDavCalendar>()).Name);
        Assert.Equal(2, Assert.Single(_bench.Pipeline("Copy-CalDavCalendar", "-Destination", "other", "-StatePath", _bench.StatePath).Run(row).Of<CalDavCopyResult>()).Created);
    }

    [Fact]
    public void An_address_is_read_by_the_connection_in_whose_home_it_is()
    {
        _bench.Server.CreateCalendar("other");
        _bench.Run("Connect-CalDav", new Uri(_work.Uri, "../other/"), "-Credential", _bench.Credential, "-Name", "another", "-NoDiscovery");
        Assert.Equal("test", Assert.Single(_bench.Run("Get-CalDavCalendar", "-Uri", _work.Uri).Of<CalDavCalendar>()).Connection!.Name);
        PSObject closed = PSObject.Of(("Name", "work"), ("Uri", _work.Uri.AbsoluteUri), ("Connection", "of last week"));
        Assert.Equal("test", _bench.Pipeline("Get-CalDavItem").Run(closed).Of<CalDavItem>()[0].Connection!.Name);

        _bench.Connect("again");
        foreach (string name in new[] { "test", "again" })
        {
            PSObject row = PSObject.Of(("Name", "work"), ("Uri", _work.Uri.AbsoluteUri), ("Connection", name));
            Assert.Equal(name, _bench.Pipeline("Get-CalDavItem").Run(row).Of<CalDavItem>()[0].Connection!.Name);
        }
    }

    [Fact]
    public void A_row_that_may_be_something_else_deletes_no_calendar()
    {
        PSObject row = PSObject.Of(("Name", "work"), ("Uri", _work.Uri.AbsoluteUri));
        PipelineResult result = _bench.Pipeline("Remove-CalDavCalendar", "-Confirm:", false).Capture(row);
        Assert.True(result.Failure is not null || result.Errors.Count > 0);
        Assert.DoesNotContain(_bench.Server.Requests, request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("Token")]
    [InlineData("3")]
    public void The_token_among_the_rows_of_a_sync_is_passed_over(string kind)
    {
        CalDavItem[] items = _bench.Run("Get-CalDavItem", "work").Of<CalDavItem>().ToArray();
        Assert.Equal(CalDavRecordKind.Token, (CalDavRecordKind)Enum.Parse(typeof(CalDavRecordKind), kind));
        object?[] rows = items.Select(item => (object?)PSObject.Of(("Kind", "Added"), ("Calendar", "test/work"), ("Href", item.Href), ("ETag", item.ETag)))
            .Append(PSObject.Of(("Kind", kind), ("Calendar", "test/work"), ("Href", string.Empty), ("ETag", string.Empty)))
            .ToArray();
        Assert.Empty(_bench.Pipeline("Remove-CalDavItem").Run(rows).Errors);
        Assert.Empty(_bench.Server.Calendar.Items);
    }

    [Fact]
    public void An_item_whose_calendar_is_an_object_of_properties_is_found_by_the_address_of_that()
    {
        CalDavItem item = _bench.Run("Get-CalDavItem", "work").Of<CalDavItem>()[0];
        PSObject calendar = PSObject.Of(("Name", "work"), ("Uri", _work.Uri.AbsoluteUri));
        PSObject row = PSObject.Of(("Href", item.Href), ("ETag", item.ETag), ("Calendar", calendar));
        PipelineResult changed = _bench.Pipeline("Set-CalDavItem", "-Location", "Hall", "-PassThru").Run(row);
        Assert.Empty(changed.Errors);
        Assert.Equal("Hall", Assert.Single(changed.Of<CalDavItem>()).Location);
    }

    [Fact]
    public void A_token_is_found_in_the_rows_of_a_run_and_nothing_else_is_taken_for_one()
    {
        CalDavSyncToken token = _bench.Run("Sync-CalDavCollection", "work", "-SyncToken", string.Empty).Of<CalDavSyncToken>().Single();
        PSObject added = PSObject.Of(("Kind", "Added"), ("Href", "x"), ("SyncToken", string.Empty));
        PSObject last = PSObject.Of(("Kind", "Token"), ("Href", string.Empty), ("SyncToken", token.SyncToken));
        foreach (object way in new object[] { last, new object[] { added, last }, new[] { token.SyncToken } })
        {
            Assert.Equal(token.SyncToken, Assert.Single(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", way).Of<CalDavSyncToken>()).PreviousToken);
        }

        // As ConvertFrom-Json -AsHashtable makes them: every record has the key, a kind is a number.
        Hashtable table = new() { ["Kind"] = 3L, ["SyncToken"] = token.SyncToken };
        Hashtable tokenless = new() { ["Kind"] = 3L, ["SyncToken"] = null };
        Assert.Equal(token.SyncToken, Assert.Single(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", table).Of<CalDavSyncToken>()).PreviousToken);
        Assert.Equal(2, Assert.Single(_bench.Run("Sync-CalDavCollection", "work", "-SyncToken", tokenless).Of<CalDavSyncToken>()).Added);

        Hashtable addedTable = new() { ["Kind"] = 0L, ["SyncToken"] = null };
        foreach (object way in new object[] { added, new object[] { last, added }, new[] { "one", "two" }, addedTable, new Hashtable() })
        {
            PipelineResult result = _bench.Pipeline("Sync-CalDavCollection", "work", "-SyncToken", way).Capture();
            Assert.Equal("ParameterArgumentTransformationError", Assert.IsType<ParameterBindingException>(result.Failure).ErrorId);
        }
    }
}
