using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Migration.Copy;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Migration;

public sealed class CopyProgressTests
{
    private readonly Observer _observer = new();

    [Fact]
    public void Each_item_is_counted_against_all_that_are_known_of_and_the_last_leaves_no_time()
    {
        CopyProgress progress = Progress();
        progress.Reading(new SyncProgress(null!, "Reading items", 25, 4));
        for (int i = 0; i < 4; i++) progress.Added();
        for (int i = 0; i < 4; i++) progress.Finished();

        Assert.Equal([(1, 4), (2, 4), (3, 4), (4, 4)], _observer.Seen.Select(seen => (seen.Done, seen.Total!.Value)));
        Assert.All(_observer.Seen, seen => Assert.True(seen.Left >= TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, _observer.Seen[^1].Left);
    }

    [Fact]
    public void More_items_than_the_source_announced_raise_the_total()
    {
        CopyProgress progress = Progress();
        progress.Reading(new SyncProgress(null!, "Reading items", 1, 1));
        for (int i = 0; i < 3; i++) progress.Added();
        progress.Finished();

        Assert.Equal((1, 3), (_observer.Seen[0].Done, _observer.Seen[0].Total));
    }

    private CopyProgress Progress() => new(null!, _observer);

    private sealed class Observer : ICopyObserver
    {
        public List<SyncProgress> Seen { get; } = [];

        public void Refused(CalDavCopyRefusal refusal, CalDavException error) => throw error;

        public void Failed(string place, CalDavException error) => throw error;

        public void Progress(in SyncProgress progress) => Seen.Add(progress);

        public Task<bool> ConfirmRemovalAsync(CalDavCalendar calendar, int count) => throw new InvalidOperationException();
    }
}
