using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class SyncStateStoreTests : IDisposable
{
    private static readonly StateKey Key = new(new Uri("https://user:secret@dav.example.org:8443/cal/Alice/W%20rk/"), "alice");
    private readonly TemporaryFolder _folder = new();
    private readonly SyncStateStore _store;

    public SyncStateStoreTests() => _store = new SyncStateStore(_folder.Combine("deep/state"), new FixedClock());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_user_of_the_same_state_is_told_so()
    {
        using (ISyncState first = _store.Open(Key))
        {
            StateLockedException error = await Assert.ThrowsAsync<StateLockedException>(
                () => Task.Run(() => new SyncStateStore(_folder.Combine("deep/state"), new FixedClock()).Open(Key), TestContext.Current.CancellationToken));
            Assert.Contains(_store.PathOf(Key), error.Message, StringComparison.Ordinal);
            Assert.Null(_store.Read(Key));
            first.Commit(new CollectionFacts());
            Assert.NotNull(_store.Read(Key));
            Assert.Throws<StateLockedException>(() => _store.Remove(Key));
            using ISyncState other = _store.Open(Key with { UserName = "bob" });
            Assert.True(other.IsNew);
        }

        using ISyncState again = _store.Open(Key);
        Assert.False(again.IsNew);
    }

    [Fact]
    public void A_lock_of_another_process_counts_and_a_lock_file_left_behind_does_not()
    {
        string path = _store.PathOf(Key) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Throws<StateLockedException>(() => _store.Open(Key));
        }

        Assert.True(File.Exists(path));
        using ISyncState state = _store.Open(Key);
        Assert.True(state.IsNew);
    }

    [Fact]
    public void Read_ReadAll_and_Remove()
    {
        Assert.Empty(_store.ReadAll());
        Assert.Null(_store.Read(Key));
        Assert.False(_store.Remove(Key));
        foreach (string user in new[] { "alice", "bob" })
        {
            using ISyncState state = _store.Open(Key with { UserName = user });
            state.Put("x", default);
            state.Commit(new CollectionFacts { SyncToken = "t-" + user, Mode = CalDavSyncMode.Initial, Strategy = CalDavSyncStrategy.Listing });
            state.Put("y", default);
        }

        CalDavSyncState read = Assert.IsType<CalDavSyncState>(_store.Read(Key));
        Assert.Equal(("t-alice", 1, "alice"), (read.SyncToken, read.Items, read.UserName));
        Assert.Equal((CalDavSyncMode.Initial, CalDavSyncStrategy.Listing), (read.Mode, read.Strategy));
        Assert.Equal("https://dav.example.org:8443/cal/Alice/W%20rk/", read.Uri!.AbsoluteUri);
        Assert.Equal(2026, read.LastSync!.Value.Year);
        Assert.Equal(["alice", "bob"], _store.ReadAll().Select(s => s.UserName).Order());

        File.WriteAllText(read.Path, "rubbish\n");
        Assert.Throws<StateDamagedException>(() => _store.ReadAll());
        int failures = 0;
        Assert.Single(_store.ReadAll(_ => failures++));
        Assert.Equal(1, failures);
        Assert.Throws<StateDamagedException>(() => _store.Open(Key));
        Assert.True(_store.Remove(Key));
        Assert.Null(_store.Read(Key));
    }

    [Fact]
    public void A_dry_run_reads_what_is_committed_beside_a_running_sync_and_changes_nothing()
    {
        using (ISyncState none = _store.OpenReadOnly(Key)) Assert.True(none.IsNew);
        Assert.False(Directory.Exists(_folder.Combine("deep")));
        using ISyncState running = _store.Open(Key);
        running.Put("a", default);
        running.Commit(new CollectionFacts { SyncToken = "1" });
        running.Put("b", default);
        byte[] before = ReadShared(_store.PathOf(Key));
        using (ISyncState dry = _store.OpenReadOnly(Key))
        {
            Assert.Equal(("1", 1, 1, false), (dry.Facts.SyncToken, dry.Count, dry.UnseenCount, dry.IsNew));
            Assert.True(dry.Remove("a"));
            dry.Commit(new CollectionFacts { SyncToken = "2" });
        }

        Assert.Equal(before, ReadShared(_store.PathOf(Key)));
    }

    [Fact]
    public void File_names_are_readable_and_differ_by_exact_address_and_user()
    {
        string name = Path.GetFileName(_store.PathOf(Key));
        Assert.StartsWith("dav.example.org-alice-w-rk-", name, StringComparison.Ordinal);
        Assert.EndsWith(".journal", name, StringComparison.Ordinal);
        string[] others =
        [
            _store.PathOf(new StateKey(Key.Collection, null)),
            _store.PathOf(new StateKey(Key.Collection, string.Empty)),
            _store.PathOf(new StateKey(new Uri("https://dav.example.org:8443/cal/alice/W%20rk/"), "alice")),
            _store.PathOf(new StateKey(new Uri("https://dav.example.org:8443/cal/Alice/W%20rk"), "alice")),
            _store.PathOf(Key),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
        string hostile = _store.PathOf(new StateKey(new Uri("https://x.org/" + "..%2f..%5C" + new string('é', 300) + "/"), null));
        Assert.Equal(_folder.Combine("deep/state"), Path.GetDirectoryName(hostile));
        Assert.InRange(Path.GetFileName(hostile).Length, 20, 120);
    }

    [Fact]
    public void Files_and_folder_are_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix file modes");
            return;
        }

        using ISyncState state = _store.Open(Key);
        state.Commit(new CollectionFacts());
        string path = _store.PathOf(Key);
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal(mode, File.GetUnixFileMode(path + ".lock"));
        Assert.Equal(mode | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.DoesNotContain("secret", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_a_file_and_a_file_that_is_a_folder_are_named()
    {
        string file = _folder.Combine("plain");
        File.WriteAllText(file, string.Empty);
        StateUnavailableException error = Assert.Throws<StateUnavailableException>(() => new SyncStateStore(file, new FixedClock()).Open(Key));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_store.PathOf(Key));
        error = Assert.Throws<StateUnavailableException>(() => _store.Open(Key));
        Assert.Contains(_store.PathOf(Key), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_folder_is_absolute()
    {
        Assert.True(Path.IsPathRooted(SyncStateStore.DefaultFolder));
        Assert.Contains("caldavsync", SyncStateStore.DefaultFolder, StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
