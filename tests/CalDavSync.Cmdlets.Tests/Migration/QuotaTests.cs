using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Sandbox;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>The destination fills up within one run: it keeps what it has, the rest is refused by name, and a later run goes on.</summary>
public sealed class QuotaTests : IDisposable
{
    private const int Items = 60;
    private const int Fitting = 25;

    private MigrationBench? _bench;

    public static TheoryData<string?, string> Answers => new()
    {
        { null, "QuotaExceeded" },
        { "FullWithoutCondition", "QuotaExceeded" },
        { "FullIs403", "QuotaExceeded" },
        { "FullIs413", "RequestRefused" },
        { "FullIs500", "ServerFailure" },
    };

    public void Dispose() => _bench?.Dispose();

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_copy_fills_the_destination(string? quirk, string reason)
    {
        MigrationBench bench = Start(quirk);
        PipelineResult run = Copy();
        CalDavCopyResult full = run.Of<CalDavCopyResult>().Single();
        Assert.Equal((Fitting, 0, 0, Items - Fitting), Counts(full));
        Assert.Equal(Items - Fitting, run.Errors.Count);
        Assert.All(full.Refusals, refusal => Assert.Equal(reason, refusal.Reason));
        Assert.All(run.Errors, NamesItsItem);
        Assert.Equal(Fitting, bench.New.Calendar.Count);
        if (reason == "QuotaExceeded") Assert.InRange(Puts(), Fitting + 5, Fitting + 15);

        // Still full: what is there stays, and may be written anew where it needs no more room.
        bench.New.ClearRequests();
        string there = bench.New.Calendar.Items.Values.First().Uid;
        bench.Old.Calendar.Put(there + ".ics", Text(there, 'z'));
        Assert.Equal((0, 1, Fitting - 1, Items - Fitting), Counts(Copy().Of<CalDavCopyResult>().Single()));

        bench.New.Quota = null;
        Assert.Equal((Items - Fitting, 0, Fitting, 0), Counts(Copy().Of<CalDavCopyResult>().Single()));
        Assert.True(bench.AreEqual());
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_import_fills_the_destination(string? quirk, string reason)
    {
        MigrationBench bench = Start(quirk);
        bench.Run("Export-CalDavCalendar", bench.Source, "-Path", "all");
        CalDavCopyResult full = Import();
        Assert.Equal((Fitting, 0, 0, Items - Fitting), Counts(full));
        Assert.All(full.Refusals, refusal => Assert.Equal(reason, refusal.Reason));
        Assert.Equal((0, 0, Fitting, Items - Fitting), Counts(Import()));
        bench.New.Quota = null;
        Assert.Equal((Items - Fitting, 0, Fitting, 0), Counts(Import()));
        Assert.True(bench.AreEqual());
    }

    [Fact]
    public void Small_items_still_go_where_large_ones_do_not()
    {
        MigrationBench bench = Start(null);
        for (int i = 0; i < 30; i++) bench.Old.Calendar.Put($"large{i}.ics", MigrationBench.Event($"large{i}", new string('x', 100_000)));
        for (int i = 0; i < 30; i++) bench.Old.Calendar.Put($"small{i}.ics", MigrationBench.Event($"small{i}", "s"));
        bench.New.Quota = 60_000;
        CalDavCopyResult full = Copy().Of<CalDavCopyResult>().Single();
        Assert.Equal((Items + 30, 0, 0, 30), Counts(full));
        Assert.All(full.Refusals, refusal => Assert.StartsWith("large", refusal.Uid, StringComparison.Ordinal));
        Assert.InRange(Puts(), Items + 35, Items + 45);
    }

    private static (int Created, int Updated, int Skipped, int Refused) Counts(CalDavCopyResult result)
    {
        Assert.Equal(result.Refused, result.Refusals.Count);
        return (result.Created, result.Updated, result.Skipped, result.Refused);
    }

    private static void NamesItsItem(ErrorRecord error)
    {
        var refusal = (CalDavCopyRefusal)error.TargetObject!;
        Assert.Contains(refusal.Uid + ".ics", error.Exception!.Message.Split(". ")[0], StringComparison.Ordinal);
        Assert.Equal(error.Exception.Message, refusal.Message);
    }

    private static string Text(string uid, char filling = 'x') => MigrationBench.Event(uid, new string(filling, 300));

    private MigrationBench Start(string? quirk)
    {
        _bench = new MigrationBench(new SandboxOptions(), new SandboxOptions { Quirks = quirk is null ? [] : [quirk] });
        for (int i = 100; i < 100 + Items; i++) _bench.Old.Calendar.Put($"n{i}.ics", Text($"n{i}"));
        _bench.New.Quota = Fitting * Text("n100").Length;
        return _bench;
    }

    private PipelineResult Copy() => _bench!.Run("Copy-CalDavCalendar", _bench.Source, _bench.Target, "-StatePath", "state");

    private CalDavCopyResult Import() =>
        _bench!.Run("Import-CalDavCalendar", "-Path", Path.Combine(_bench.Folder, "all", "work"), "-Calendar", _bench.Target).Of<CalDavCopyResult>().Single();

    private int Puts() => _bench!.New.Requests.Count(request => request.Method == "PUT");
}
