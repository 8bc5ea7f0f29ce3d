using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CalDavSync.State;
using CalDavSync.Sync;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>No record leaves before the file beside the journal names it.</summary>
public sealed class RecordRelayTests : IDisposable
{
    private static readonly StateKey Key = new(new Uri("https://dav.example.org/work/"), "alice");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(100)]
    public void Every_record_that_left_is_announced_on_the_disk(int count)
    {
        var announced = new List<int>();
        var store = new SyncStateStore(_folder, SystemClock.Instance);
        using (ISyncState state = store.Open(Key))
        {
            var observer = new Counting(() => announced.Add(File.ReadAllLines(store.PathOf(Key) + ".announced").Length - 1));
            var relay = new RecordRelay(state, observer);
            for (int i = 0; i < count; i++)
            {
                relay.Announce(new Announcement($"{i}.ics", null, IsRemoval: false));
                relay.Add(new CalDavDeletion(new CalDavCalendar(Key.Collection, "work", null), $"/work/{i}.ics", DateTimeOffset.UnixEpoch), 0);
            }

            relay.Release();
            relay.Release();
        }

        Assert.Equal(count, announced.Count);
        Assert.All(announced.Select((lines, index) => (lines, index)), seen => Assert.True(seen.lines > seen.index));
        using ISyncState left = store.Open(Key);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}.ics"), left.Announced.Select(announcement => announcement.Key));
    }

    [Fact]
    public void A_consumer_that_threw_gets_nothing_more_and_ends_the_run()
    {
        using var state = new InMemorySyncState();
        int asked = 0;
        var relay = new RecordRelay(state, new Counting(() => throw new FormatException($"{++asked}")));
        relay.Add(new CalDavDeletion(new CalDavCalendar(Key.Collection, "work", null), "/work/a.ics", DateTimeOffset.UnixEpoch), 0);
        Assert.Equal("1", Assert.Throws<FormatException>(relay.Release).Message);
        Assert.Equal("1", Assert.Throws<FormatException>(relay.Release).Message);
    }

    [Fact]
    public void Long_texts_do_not_wait_for_company()
    {
        int records = 0;
        using var state = new InMemorySyncState();
        var relay = new RecordRelay(state, new Counting(() => records++));
        relay.Add(new CalDavDeletion(new CalDavCalendar(Key.Collection, "work", null), "/work/a.ics", DateTimeOffset.UnixEpoch), 1 << 20);
        Assert.Equal(1, records);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private sealed class Counting(Action onRecord) : ISyncObserver
    {
        public void Take(IReadOnlyList<CalDavSyncRecord> records)
        {
            foreach (CalDavSyncRecord _ in records) onRecord();
        }

        public System.Threading.Tasks.Task RecordsTakenAsync(System.Threading.CancellationToken cancellationToken) => System.Threading.Tasks.Task.CompletedTask;

        public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => throw error;

        public void Progress(in SyncProgress progress)
        {
        }
    }
}
