using System;
using System.IO;
using System.Linq;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>Servers whose entity tags are no condition (Q88, Q101): nothing is written unasked, and -Force writes what is still as it was read.</summary>
public sealed class EntityTagTests : IDisposable
{
    private readonly MigrationBench _bench = new(new SandboxOptions { Seed = 3 }, new SandboxOptions { Quirks = ["WeakETags"] });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_item_is_changed_and_removed_with_force_alone()
    {
        _bench.New.Calendar.Put("a.ics", MigrationBench.Event("a", "One"));
        CalDavItem item = _bench.Run("Get-CalDavItem", _bench.Target, "-Uid", "a").Of<CalDavItem>().Single();
        PipelineResult set = _bench.Pipe(item, "Set-CalDavItem", "-Summary", "Two");
        Assert.Equal("EntityTagRefused,CalDavSync.Commands.SetCalDavItemCommand", Assert.Single(set.Errors).FullyQualifiedErrorId);
        Assert.Contains("-Force", set.Errors[0].ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("EntityTagRefused,CalDavSync.Commands.RemoveCalDavItemCommand", Assert.Single(_bench.Pipe(item, "Remove-CalDavItem").Errors).FullyQualifiedErrorId);

        Assert.Empty(_bench.Pipe(item, "Set-CalDavItem", "-Summary", "Two", "-Force").Errors);
        Assert.Contains("SUMMARY:Two", _bench.New.Calendar.Items["a.ics"].Text, StringComparison.Ordinal);
        Assert.Equal("ItemChangedOnServer", Assert.Single(_bench.Pipe(item, "Set-CalDavItem", "-Summary", "Three").Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(_bench.Pipe(item, "Remove-CalDavItem", "-Force").Errors);
        Assert.Empty(_bench.New.Calendar.Items);
    }

    [Fact]
    public void A_copy_replaces_and_mirrors_with_force_alone()
    {
        string uid = _bench.Old.Calendar.Items.Values.First().Uid!;
        _bench.New.Calendar.Put("mine.ics", MigrationBench.Event(uid, "Mine"));
        _bench.New.Calendar.Put("extra.ics", MigrationBench.Event("extra", "Extra"));
        object?[] arguments = [_bench.Source, _bench.Target, "-OnConflict", "Replace", "-Mirror", "-StatePath", _bench.PathOf("state"), "-Confirm:", false];

        PipelineResult refused = _bench.Run("Copy-CalDavCalendar", arguments);
        Assert.Equal(2, refused.Errors.Count);
        Assert.All(refused.Errors, error => Assert.Equal("EntityTagRefused,CalDavSync.Commands.CopyCalDavCalendarCommand", error.FullyQualifiedErrorId));
        Assert.Equal(4, _bench.New.Calendar.Count);

        Assert.Empty(_bench.Run("Copy-CalDavCalendar", [.. arguments, "-Force"]).Errors);
        Assert.True(_bench.AreEqual());
    }

    [Fact]
    public void An_import_replaces_with_force_alone()
    {
        _bench.New.Calendar.Put("a.ics", MigrationBench.Event("a", "One"));
        string file = _bench.PathOf("a.ics");
        File.WriteAllText(file, MigrationBench.Event("a", "Two"));

        PipelineResult refused = _bench.Run("Import-CalDavCalendar", file, _bench.Target, "-OnConflict", "Replace");
        Assert.Equal("EntityTagRefused,CalDavSync.Commands.ImportCalDavCalendarCommand", Assert.Single(refused.Errors).FullyQualifiedErrorId);
        Assert.Empty(_bench.Run("Import-CalDavCalendar", file, _bench.Target, "-OnConflict", "Replace", "-Force").Errors);
        Assert.Contains("SUMMARY:Two", _bench.New.Calendar.Items["a.ics"].Text, StringComparison.Ordinal);
    }
}
