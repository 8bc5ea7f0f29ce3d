using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>
/// What the scripts of docs/examples do with the cmdlets, in their order and with their parameters, for machines without PowerShell;
/// tests/Pester/Recipe.Tests.ps1 runs the scripts themselves.
/// </summary>
public sealed class RecipeTests : IDisposable
{
    private readonly MigrationBench _bench = new(new SandboxOptions { Seed = 5 });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_account_is_migrated_and_caught_up_with_on_the_day_of_the_change()
    {
        _bench.Old.CreateCalendar("second").Put("b.ics", MigrationBench.Event("b", "Second"));
        CalDavCopyResult[] copied = Copy();
        Assert.Equal(6, copied.Sum(result => result.Created));
        Assert.All(copied, result => Assert.Empty(_bench.Run("Compare-CalDavCalendar", result.Source, result.Destination).Output));

        SandboxItem[] items = [.. _bench.Old.Calendar.Items.Values.Take(2)];
        _bench.Old.Calendar.Put(items[0].Name, MigrationBench.Event(items[0].Uid, "Edited here"));
        _bench.Old.Calendar.Delete(items[1].Name);
        _bench.Old.Calendar.Put("added.ics", MigrationBench.Event("added", "Added"));
        CalDavCopyResult[] caughtUp = Copy("-OnConflict", "Replace", "-Mirror", "-MaximumDeletion", 20, "-Confirm:", false);
        Assert.Equal((1, 1, 4, 1), (Sum(caughtUp, result => result.Created), Sum(caughtUp, result => result.Updated), Sum(caughtUp, result => result.Skipped), Sum(caughtUp, result => result.Removed)));
        Assert.All(caughtUp, result => Assert.True((bool)_bench.Run("Compare-CalDavCalendar", result.Source, result.Destination, "-Quiet").Output.Single()!));
    }

    [Fact]
    public void A_backup_logs_every_change_and_is_restored_beside_its_calendar()
    {
        Assert.Equal(5, Backup().Length);
        _bench.Old.Calendar.Delete(_bench.Old.Calendar.Items.Keys.First());
        CalDavSyncRecord change = Assert.Single(Backup());
        Assert.Equal(CalDavRecordKind.Deleted, change.Kind);
        string folder = _bench.PathOf("files/work");
        Assert.Equal(4, Directory.GetFiles(folder, "*.ics").Length);

        CalDavCalendar restored = _bench.Run("New-CalDavCalendar", "Work (restored)", "-Connection", "old").Of<CalDavCalendar>().Single();
        foreach (int created in new[] { 4, 0 })
        {
            CalDavCopyResult result = _bench.Run("Import-CalDavCalendar", folder, "-Calendar", restored).Of<CalDavCopyResult>().Single();
            Assert.Equal((created, 4 - created, 0), (result.Created, result.Skipped, result.Refused));
            Assert.Empty(_bench.Run("Compare-CalDavCalendar", folder, restored).Output);
        }
    }

    [Fact]
    public void A_fleet_is_checked_and_tells_the_bad_ones()
    {
        var credential = new PSCredential(_bench.Old.UserName, new NetworkCredential(string.Empty, _bench.Old.Password).SecurePassword);
        CalDavSyncSupport good = _bench.Pipe(_bench.Old.Uri, "Test-CalDavSyncSupport", "-Credential", credential, "-ThrottleLimit", 16).Of<CalDavSyncSupport>().Single();
        Assert.True(good.IsSupported);
        PipelineResult both = new CmdletPipeline(_bench.Session).Add("Test-CalDavSyncSupport", "-Credential", credential, "-ThrottleLimit", 16).Run(_bench.Old.Uri, new Uri("http://127.0.0.1:1/"));
        Assert.NotEmpty(both.Errors);
        Assert.Single(both.Of<CalDavSyncSupport>(), result => result.IsSupported);
    }

    [Fact]
    public void A_job_without_a_disk_continues_from_its_token_and_starts_again_without_one()
    {
        string? token = null;
        Assert.Equal(5, Job(ref token).Length);
        Assert.Empty(Job(ref token));
        _bench.Old.Calendar.Put("added.ics", MigrationBench.Event("added", "Added"));
        Assert.Equal("Added", Assert.Single(Job(ref token)).Summary);

        _bench.Old.Calendar.InvalidateTokens();
        PipelineResult refused = _bench.Run("Sync-CalDavCollection", "work", "-Connection", "old", "-SyncToken", token, "-IncludeContent");
        Assert.StartsWith("SyncTokenRejected,", Assert.Single(refused.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        token = string.Empty;
        Assert.Equal(6, Job(ref token).Length);
    }

    private static int Sum(CalDavCopyResult[] results, Func<CalDavCopyResult, int> count) => results.Sum(count);

    private CalDavCopyResult[] Copy(params object?[] arguments)
    {
        CalDavCalendar[] all = _bench.Run("Get-CalDavCalendar", "-Connection", "old").Of<CalDavCalendar>().ToArray();
        return _bench.Pipe(all, "Copy-CalDavCalendar", ["-Destination", _bench.Target.Connection, "-StatePath", "state", .. arguments]).Of<CalDavCopyResult>().ToArray();
    }

    private CalDavSyncRecord[] Backup() => _bench
        .Pipe(_bench.Source, "Sync-CalDavCollection", "-StatePath", "backup", "-Destination", "files", "-IncludeContent", "-Kind", new[] { "Added", "Changed", "Deleted" })
        .Of<CalDavSyncRecord>().ToArray();

    private CalDavSyncRecord[] Job(ref string? token)
    {
        PipelineResult run = _bench.Run("Sync-CalDavCollection", "work", "-Connection", "old", "-SyncToken", token, "-IncludeContent");
        Assert.Empty(run.Errors);
        CalDavSyncRecord[] records = run.Of<CalDavSyncRecord>().ToArray();
        token = records[^1].SyncToken;
        return records[..^1];
    }
}
