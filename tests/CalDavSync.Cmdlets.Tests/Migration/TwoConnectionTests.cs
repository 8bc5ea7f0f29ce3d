using System;
using System.Linq;
using System.Management.Automation;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>What is piped has its connection, and what it is piped into has another one.</summary>
public sealed class TwoConnectionTests : IDisposable
{
    private readonly MigrationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("object")]
    [InlineData("name")]
    [InlineData("address")]
    [InlineData("text")]
    public void Items_go_to_the_calendar_that_is_named_and_not_to_where_they_come_from(string kind)
    {
        object? target = kind switch { "object" => _bench.Target, "name" => "new/work", "address" => _bench.Target.Uri, _ => _bench.Target.Uri.AbsoluteUri };
        object?[] items = _bench.Run("Get-CalDavItem", _bench.Source).Output.ToArray();
        PipelineResult copied = new CmdletPipeline(_bench.Session).Add("New-CalDavItem", target).Run(items);
        Assert.Empty(copied.Errors);
        Assert.All(copied.Of<CalDavItem>(), item => Assert.Equal("new/work", item.Calendar!.ToString()));
        Assert.Equal(new[] { true }, _bench.Pipe(_bench.Source, "Compare-CalDavCalendar", "-DifferenceCalendar", target, "-Quiet").Output.Cast<bool>());
    }

    [Fact]
    public void A_connection_that_is_given_is_used()
    {
        PipelineResult result = _bench.Run("Get-CalDavItem", "old/work", "-Connection", "new");
        Assert.Equal("CalendarNotFound,CalDavSync.Commands.GetCalDavItemCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Rows_of_two_servers_with_the_same_addresses_stay_apart()
    {
        foreach (CalDavItem item in _bench.Run("Get-CalDavItem", _bench.Source).Of<CalDavItem>()) _bench.Pipe(item, "New-CalDavItem", "new/work");
        CalDavItem mine = _bench.Run("Get-CalDavItem", _bench.Target).Of<CalDavItem>()[0];
        _bench.Old.Calendar.Put(mine.Href.Split('/')[^1], MigrationBench.Event("other", "Other"));
        CalDavItem other = _bench.Run("Get-CalDavItem", _bench.Source, "-Uid", "other").Of<CalDavItem>().Single();
        object?[] rows = new[] { other, mine }.Select(item => (object?)PSObject.Of(("Href", item.Href), ("Connection", item.Connection))).ToArray();

        PipelineResult changed = new CmdletPipeline(_bench.Session).Add("Set-CalDavItem", "-Location", "Hall", "-Force", "-PassThru").Run(rows);

        Assert.Empty(changed.Errors);
        Assert.Equal(new[] { "old/work", "new/work" }, changed.Of<CalDavItem>().Select(item => item.Calendar!.ToString()));
    }
}
