using System;
using System.IO;
using System.Linq;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

/// <summary>Damage in the file of what an unfinished run had announced.</summary>
public sealed class AnnouncementDamageTests : IDisposable
{
    private static readonly StateKey Key = new(new Uri("https://dav.example.org/work/"), "alice");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_damaged_byte_costs_no_line_but_its_own_and_makes_up_none()
    {
        var announced = new[] { new Announcement("a.ics", "/work/a.ics", false), new Announcement("b.ics", null, true), new Announcement("c.ics", "/w%6Frk/c.ics", true) };
        var store = new SyncStateStore(_folder.Path, new FixedClock());
        using (ISyncState state = store.Open(Key))
        {
            state.Commit(new CollectionFacts { SyncToken = "t" });
            foreach (Announcement announcement in announced) state.Announce(announcement);
            state.SettleAnnouncements();
        }

        string path = store.PathOf(Key) + ".announced";
        byte[] good = File.ReadAllBytes(path);
        int header = Array.IndexOf(good, (byte)'\n') + 1;
        for (int at = header; at < good.Length; at++)
        {
            byte[] damaged = (byte[])good.Clone();
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            using ISyncState state = store.Open(Key);
            Assert.All(state.Announced, read => Assert.Contains(read, announced));
            // A lost line end joins two lines.
            Assert.True(state.Announced.Count >= announced.Length - (good[at] == '\n' ? 2 : 1), $"byte {at}");
        }

        File.WriteAllBytes(path, good);
        using ISyncState whole = store.Open(Key);
        Assert.Equal(announced, whole.Announced.ToArray());
    }
}
