using System;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class CalendarWritingTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public CalendarWritingTests() => _bench.Connect();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_calendar_is_made_changed_and_deleted()
    {
        CalDavCalendar made = One(_bench.Run(
            "New-CalDavCalendar", "Réunions (2026)", "-Description", "Two\nlines", "-Color", "1e90ff", "-Order", 7, "-TimeZone", "Europe/Berlin", "-Component", new[] { "VEVENT" }));
        Assert.Equal(("reunions-2026", "Réunions (2026)", "#1E90FF", 7, "Europe/Berlin"), (made.Name, made.DisplayName, made.Color, made.Order, made.TimeZone));
        Assert.Equal(("Two\nlines", "VEVENT"), (made.Description, Assert.Single(made.Components)));

        CalDavCalendar changed = One(_bench.Pipeline("Set-CalDavCalendar", "-DisplayName", "Meetings", "-Color", null, "-Order", 3, "-PassThru").Run(made));
        Assert.Equal(("Meetings", null, 3, "Two\nlines"), (changed.DisplayName, changed.Color, changed.Order, changed.Description));

        Assert.Empty(_bench.Pipeline("Remove-CalDavCalendar").Run(changed).Errors);
        Assert.Equal("work", Assert.Single(_bench.Server.Calendars).Name);
    }

    [Fact]
    public void A_calendar_with_that_address_is_not_touched()
    {
        PipelineResult result = _bench.Run("New-CalDavCalendar", "Work");
        Assert.Equal("CalendarExists,CalDavSync.Commands.NewCalDavCalendarCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal("Work", result.Errors[0].TargetObject);
    }

    [Fact]
    public void A_piped_calendar_is_made_again_with_what_it_has()
    {
        CalDavCalendar made = One(_bench.Run("New-CalDavCalendar", "One", "-Color", "#102030", "-Component", "VTODO"));
        _bench.Pipeline("Remove-CalDavCalendar").Run(made);
        CalDavCalendar again = One(_bench.Pipeline("New-CalDavCalendar").Run(made));
        Assert.Equal((made.Name, made.DisplayName, made.Color), (again.Name, again.DisplayName, again.Color));
        Assert.Equal(made.Components, again.Components);
    }

    [Fact]
    public void A_row_with_empty_columns_is_a_calendar_without_them()
    {
        var row = PSObject.Of(("Name", "Team"), ("DisplayName", string.Empty), ("Description", string.Empty), ("Color", string.Empty));
        CalDavCalendar made = One(_bench.Pipeline("New-CalDavCalendar").Run(row));
        Assert.Equal(("team", "Team", null, null), (made.Name, made.DisplayName, made.Description, made.Color));
    }

    [Theory]
    [InlineData("blue")]
    [InlineData("#12345")]
    public void A_colour_that_is_none_is_refused_before_anything_is_sent(string color)
    {
        _bench.Server.ClearRequests();
        PipelineResult result = _bench.Pipeline("New-CalDavCalendar", "x", "-Color", color).Capture();
        Assert.Contains(color, result.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Server.Requests);
    }

    [Fact]
    public void What_if_sends_nothing()
    {
        CalDavCalendar work = _bench.Run("Get-CalDavCalendar", "work").Of<CalDavCalendar>().Single();
        _bench.Server.ClearRequests();
        Assert.Single(_bench.Run("New-CalDavCalendar", "x", "-WhatIf").WhatIf);
        Assert.Single(_bench.Pipeline("Set-CalDavCalendar", "-Color", "#fff", "-WhatIf").Run(work).WhatIf);
        Assert.Contains("all its items", Assert.Single(_bench.Pipeline("Remove-CalDavCalendar", "-WhatIf").Run(work).WhatIf), StringComparison.Ordinal);
        Assert.Empty(_bench.Server.Requests);
    }

    [Fact]
    public void An_unknown_time_zone_is_an_error()
    {
        Assert.Equal("InvalidCalendarData", Assert.Single(_bench.Run("New-CalDavCalendar", "x", "-TimeZone", "Mars/Base").Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("NothingToChange", _bench.Pipeline("Set-CalDavCalendar", "work").Capture().FailureRecord!.FullyQualifiedErrorId.Split(',')[0]);
    }

    private static CalDavCalendar One(PipelineResult result)
    {
        Assert.Empty(result.Errors);
        return Assert.Single(result.Of<CalDavCalendar>());
    }

    [Fact]
    public void What_only_has_a_calendar_does_not_take_it_along()
    {
        CalDavCalendar work = _bench.ConnectToWork();
        object?[] items = _bench.Run("Get-CalDavItem", work).Output.ToArray();
        object?[] records = _bench.Sync(work).Output.ToArray();
        object?[] states = _bench.Run("Get-CalDavSyncState", "-StatePath", _bench.StatePath).Output.ToArray();
        _bench.Server.ClearRequests();
        foreach (object? other in items.Concat(records).Concat(states))
        {
            PipelineResult result = _bench.Pipeline("Remove-CalDavCalendar", "-Confirm:", false).Run(other);
            Assert.Equal("CalendarNotFound,CalDavSync.Commands.RemoveCalDavCalendarCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
            Assert.Same(other, result.Errors[0].TargetObject);
            Assert.Contains("nothing was deleted", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty(states);
        Assert.Empty(_bench.Server.Requests);
        PSObject row = PSObject.Of(("Href", "x.ics"), ("Calendar", "test/work"));
        PipelineResult bound = _bench.Pipeline("Remove-CalDavCalendar", "-Confirm:", false).Capture(row);
        Assert.True(bound.Failure is not null || bound.Errors.Count > 0);
        Assert.DoesNotContain(_bench.Server.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void A_calendar_home_is_no_calendar_and_is_not_deleted_with_all_there_is_in_it()
    {
        CalDavConnection connection = _bench.Connect();
        _bench.Server.ClearRequests();
        foreach (Uri folder in new[] { connection.HomeSet!, connection.Uri })
        {
            PipelineResult result = _bench.Run("Remove-CalDavCalendar", folder, "-Confirm:", false);
            Assert.Equal("CalendarNotFound,CalDavSync.Commands.RemoveCalDavCalendarCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
            Assert.Contains("nothing was deleted", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_bench.Server.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void A_name_goes_before_a_pattern()
    {
        _bench.ConnectToWork();
        foreach (string name in new[] { "a1", "a[1]", "b", "b*", "*" }) _bench.Server.CreateCalendar(name);
        Assert.Equal(new[] { "a[1]" }, _bench.Run("Get-CalDavCalendar", "a[1]").Of<CalDavCalendar>().Select(calendar => calendar.Name));
        Assert.Equal(new[] { "b*" }, _bench.Run("Get-CalDavCalendar", "b*").Of<CalDavCalendar>().Select(calendar => calendar.Name));
        Assert.Equal(6, _bench.Run("Get-CalDavCalendar", "*").Output.Count);
        Assert.Empty(_bench.Run("Remove-CalDavCalendar", "a[1]", "-Confirm:", false).Errors);
        Assert.Equal(new[] { "a1" }, _bench.Run("Get-CalDavCalendar", "a[1]").Of<CalDavCalendar>().Select(calendar => calendar.Name));
    }
}
