using System;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

/// <summary>Measures the process, so nothing may run beside it.</summary>
[Collection(nameof(StateMemoryTests))]
[CollectionDefinition(nameof(StateMemoryTests), DisableParallelization = true)]
public sealed class StateMemoryTests
{
    [Fact]
    public void Garbage_of_changes_is_reclaimed()
    {
        MemberMap map = new();
        long before = GC.GetTotalMemory(true);
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < 1000; i++) map.Put("key" + i, new MemberState(new string('e', round), null, null, null));
        }

        Assert.InRange(GC.GetTotalMemory(true) - before, 0, 2_000_000);
        for (int i = 0; i < 999; i++) Assert.True(map.Remove("key" + i));
        Assert.Equal(["key999"], map.Keys());
        Assert.True(map.TryGet("key999", out MemberState member));
        Assert.Equal(199, member.ETag!.Length);
    }

    [Fact]
    public void A_hundred_thousand_members_take_well_under_25_MB()
    {
        const int members = 100_000;
        long before = GC.GetTotalMemory(true);
        MemberMap map = new();
        for (int i = 0; i < members; i++)
        {
            string uid = $"6f9619ff-8b86-d011-b42d-{i:x12}";
            map.Put($"/remote.php/dav/calendars/alice/work/{uid}.ics", new MemberState($"\"{i:x32}\"", null, uid, null));
        }

        double perItem = (GC.GetTotalMemory(true) - before) / (double)members;
        TestContext.Current.SendDiagnosticMessage("{0:0} bytes per item", perItem);
        Assert.InRange(perItem, 1, 200);
        Assert.Equal(members, map.Count);
        Assert.True(map.TryGet("/remote.php/dav/calendars/alice/work/6f9619ff-8b86-d011-b42d-00000001869f.ics", out _));
        GC.KeepAlive(map);
    }

    [Fact]
    public void A_hundred_thousand_members_pass_through_a_journal_in_flat_memory()
    {
        using TemporaryFolder folder = new();
        SyncStateStore store = new(folder.Path, new FixedClock());
        StateKey key = new(new Uri("https://dav.example.org/cal/"), null);
        using (ISyncState state = store.Open(key))
        {
            state.Put("first", default);
            long before = GC.GetTotalMemory(true);
            for (int i = 0; i < 100_000; i++) state.Put($"{i}.ics", new MemberState($"\"{i}\"", null, $"{i}@example.org", null));
            Assert.InRange(GC.GetTotalMemory(true) - before, 0, 10_000_000);
            state.Commit(new CollectionFacts { SyncToken = "t" });
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        using (ISyncState state = store.Open(key))
        {
            Assert.Equal(100_001, state.Count);
            state.Commit(state.Facts);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000);
            Assert.True(state.TryGet("99999.ics", out MemberState member));
            Assert.Equal("99999@example.org", member.Uid);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 25_000_000);
        }
    }
}
