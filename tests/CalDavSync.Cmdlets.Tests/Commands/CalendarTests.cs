using System;
using System.Linq;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

public sealed class CalendarTests : IDisposable
{
    private readonly SandboxBench _bench = new();

    public CalendarTests()
    {
        _bench.Server.CreateCalendar("tasks").Components = new[] { "VTODO" };
        _bench.Server.CreateCalendar("c-17").DisplayName = "Holidays";
        _bench.Connect("old");
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("work", "work")]
    [InlineData("WORK", "work")]
    [InlineData("Holidays", "c-17")]
    [InlineData("holi*", "c-17")]
    [InlineData("*s", "c-17 tasks")]
    [InlineData("*", "c-17 tasks work")]
    [InlineData("old/work", "work")]
    [InlineData("x*", "")]
    public void Calendars_are_called_by_name_or_display_name(string name, string expected) => Assert.Equal(
        expected, string.Join(' ', _bench.Run("Get-CalDavCalendar", name).Of<CalDavCalendar>().Select(calendar => calendar.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Several_names_give_each_calendar_once() =>
        Assert.Equal(2, _bench.Run("Get-CalDavCalendar", "-Name", new[] { "work", "w*", "tasks" }).Output.Count);

    [Theory]
    [InlineData("VTODO", 3)]
    [InlineData("vevent", 2)]
    public void Calendars_are_chosen_by_component(string component, int count) =>
        Assert.Equal(count, _bench.Run("Get-CalDavCalendar", "-Component", component).Output.Count);

    [Fact]
    public void A_calendar_is_read_by_its_address_absolute_or_relative()
    {
        Uri address = _bench.Server.UriOf("tasks");
        Assert.Equal("tasks", _bench.Run("Get-CalDavCalendar", "-Uri", address).Of<CalDavCalendar>().Single().Name);
        Assert.Equal("tasks", _bench.Run("Get-CalDavCalendar", "-Uri", address.AbsolutePath).Of<CalDavCalendar>().Single().Name);
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_go_on()
    {
        PipelineResult result = _bench.Run("Get-CalDavCalendar", "-Name", new[] { "nosuch", "work" });
        Assert.Equal("CalendarNotFound,CalDavSync.Commands.GetCalDavCalendarCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal("nosuch", result.Errors[0].TargetObject);
        Assert.Equal("work", Assert.Single(result.Of<CalDavCalendar>()).Name);
    }

    [Fact]
    public void An_address_that_is_no_calendar_is_an_error_with_the_address_as_target()
    {
        Uri nowhere = _bench.Server.UriOf("nowhere");
        PipelineResult result = _bench.Run("Get-CalDavCalendar", "-Uri", nowhere);
        Assert.Equal(nowhere, Assert.Single(result.Errors).TargetObject);
        Assert.Equal("CalendarNotFound,CalDavSync.Commands.GetCalDavCalendarCommand", result.Errors[0].FullyQualifiedErrorId);
    }

    [Fact]
    public void Several_connections_are_listed_together()
    {
        _bench.Connect("new");
        Assert.Equal(6, _bench.Run("Get-CalDavCalendar", "-Connection", "*").Output.Count);
        Assert.Equal(6, _bench.Pipeline("Get-CalDavConnection").Add("Get-CalDavCalendar").Run().Output.Count);
    }

    [Fact]
    public void Tab_offers_what_was_listed_and_asks_no_server()
    {
        Assert.Empty(_bench.Session.Complete("Sync-CalDavCollection", "Calendar", string.Empty));
        _bench.Run("Get-CalDavCalendar");
        int requests = _bench.Server.Requests.Count;

        Assert.Equal(new[] { "c-17", "tasks", "work" }, _bench.Session.Complete("Sync-CalDavCollection", "Calendar", string.Empty).Select(result => result.CompletionText));
        Assert.Equal(new[] { "work" }, _bench.Session.Complete("Get-CalDavCalendar", "Name", "wo").Select(result => result.CompletionText));
        Assert.Equal(new[] { "old" }, _bench.Session.Complete("Get-CalDavCalendar", "Connection", "o").Select(result => result.CompletionText));
        Assert.Equal(requests, _bench.Server.Requests.Count);
    }

    [Theory]
    [InlineData("team", "'my $team''s'")]
    [InlineData("'my", "'my $team''s'")]
    [InlineData("'my $team''s", "'my $team''s'")]
    [InlineData("'my $team's'", "'my $team''s'")]
    [InlineData("\"my `$t", "\"my `$team's\"")]
    [InlineData("wor", "work")]
    [InlineData("'wor'", "'work'")]
    [InlineData("\"", "\"c-17\"")]
    public void Completions_keep_the_quotes_or_get_those_they_need(string word, string expected)
    {
        _bench.Server.CreateCalendar("my $team's");
        _bench.Run("Get-CalDavCalendar");
        Assert.Equal(expected, _bench.Session.Complete("Sync-CalDavCollection", "Calendar", word).First().CompletionText);
    }
}
