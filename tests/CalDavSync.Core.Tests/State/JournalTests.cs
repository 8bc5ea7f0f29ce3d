using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class JournalTests : IDisposable
{
    private static readonly StateKey Key = new(new Uri("https://dav.example.org/cal/alice/work/"), "alice");
    private static readonly MemberState Plain = new("\"1\"", null, "uid-1", null);
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();
    private readonly SyncStateStore _store;

    public JournalTests() => _store = new SyncStateStore(_folder.Combine("state"), _clock);

    private string JournalPath => _store.PathOf(Key);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Facts_and_members_survive()
    {
        CollectionFacts facts = new()
        {
            SyncToken = "http://sabre.io/ns/sync/7\t=\n",
            OverlapToken = "6",
            CTag = "\"c\"",
            Mode = CalDavSyncMode.Resync,
            Strategy = CalDavSyncStrategy.Listing,
            LastFullListing = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
            InitialIncomplete = true,
            Learned = new Dictionary<string, string> { ["depth1"] = "yes", ["a=b"] = "c=d\te" },
        };
        MemberState odd = new("W/\"ä\ud83d\ude00\"", string.Empty, "line\r\nbreak\ttab\\N \ud800 \u0001", "\\u0041");
        using (ISyncState state = _store.Open(Key))
        {
            Assert.True(state.IsNew);
            state.Put("a", Plain);
            state.Put("\udc00\n", odd);
            state.Put("gone", Plain);
            Assert.True(state.Remove("gone"));
            Assert.False(state.Remove("never"));
            state.Commit(facts);
        }

        using ISyncState read = _store.Open(Key);
        Assert.False(read.IsNew);
        Assert.Equal(2, read.Count);
        Assert.Equal(2, read.Facts.Items);
        Assert.Equal(facts.SyncToken, read.Facts.SyncToken);
        Assert.Equal(facts.OverlapToken, read.Facts.OverlapToken);
        Assert.Equal(facts.CTag, read.Facts.CTag);
        Assert.Equal(facts.Mode, read.Facts.Mode);
        Assert.Equal(facts.Strategy, read.Facts.Strategy);
        Assert.Equal(facts.LastFullListing, read.Facts.LastFullListing);
        Assert.NotNull(read.Facts.LastSync);
        Assert.True(read.Facts.InitialIncomplete);
        Assert.Equal(facts.Learned.OrderBy(p => p.Key), read.Facts.Learned.OrderBy(p => p.Key));
        Assert.True(read.TryGet("a", out MemberState member));
        Assert.Equal(Plain, member);
        Assert.True(read.TryGet("\udc00\n", out member));
        Assert.Equal(odd, member);
        Assert.False(read.TryGet("A", out _));
        Assert.Equal(["a", "\udc00\n"], read.Keys());
    }

    [Fact]
    public void Disposing_without_commit_forgets_and_leaves_the_file_as_it_was()
    {
        using (ISyncState state = _store.Open(Key)) state.Put("x", Plain);
        Assert.False(File.Exists(JournalPath));

        CommitMembers("a");
        byte[] before = File.ReadAllBytes(JournalPath);
        using (ISyncState state = _store.Open(Key))
        {
            state.Put("b", Plain);
            state.Remove("a");
            Assert.Equal(1, state.Count);
        }

        Assert.Equal(before, File.ReadAllBytes(JournalPath));
    }

    [Fact]
    public void A_journal_cut_at_any_byte_reads_as_the_last_commit_before_the_cut()
    {
        List<(long Length, string Content)> commits = [(0, Content())];
        using (ISyncState state = _store.Open(Key))
        {
            for (int round = 0; round < 6; round++)
            {
                state.Put($"new-{round}", new MemberState($"\"{round}\"", null, "u\n" + round, null));
                state.Put("same", new MemberState(new string('e', round), "h", null, "/ü/" + round));
                if (round > 2) state.Remove($"new-{round - 2}");
                if (round != 1) state.Commit(new CollectionFacts { SyncToken = "t" + round });
                if (round != 1) commits.Add((new FileInfo(JournalPath).Length, StateSnapshot.Of(state)));
            }

            state.Commit(new CollectionFacts { SyncToken = "last" });
            commits.Add((new FileInfo(JournalPath).Length, StateSnapshot.Of(state)));
        }

        byte[] whole = File.ReadAllBytes(JournalPath);
        Assert.Equal(commits[^1].Length, whole.Length);
        int header = JournalHeader.For(Key).ToBytes().Length;
        for (int length = 0; length < header; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            Assert.Throws<StateDamagedException>(Content);
        }

        for (int length = header; length <= whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            Assert.Equal(commits.Last(c => c.Length <= length).Content, Content());
        }

        File.WriteAllBytes(JournalPath, whole[..^3]);
        using (ISyncState state = _store.Open(Key)) state.Commit(new CollectionFacts { SyncToken = "after the crash" });
        using ISyncState after = _store.Open(Key);
        Assert.Equal("after the crash", after.Facts.SyncToken);
        Assert.Equal(after.Count, after.Keys().Count);
    }

    [Fact]
    public void A_changed_lost_or_added_line_is_damage_and_is_named()
    {
        CommitMembers("a", "b");
        CommitMembers("c");
        CommitMembers();
        string[] lines = File.ReadAllLines(JournalPath);
        Assert.Equal(9, lines.Length);

        AssertDamaged("line 1", lines.Select((l, i) => i == 0 ? "something else" : l));
        AssertDamaged("line 1: format version '2' is not known to this version of the module; if a later version wrote it, use that one", lines.Select((l, i) => i == 0 ? "CalDavSync journal 2" : l));
        AssertDamaged("line 2", lines.Select((l, i) => i == 1 ? l.Replace("alice", "alicf", StringComparison.Ordinal) : l));
        AssertDamaged("line 6", lines.Select((l, i) => i == 3 ? l.Replace("uid-1", "uid-2", StringComparison.Ordinal) : l));
        AssertDamaged("line 8", lines.Where((_, i) => i != 4));
        AssertDamaged("line 10", lines[..4].Append(lines[3]).Concat(lines[4..]));
        AssertDamaged("line 9", lines.Select((l, i) => i == 8 ? l.Replace("items=3", "items=4", StringComparison.Ordinal) : l));
        AssertDamaged("line 10", lines.Append("rubbish"));
        AssertDamaged("line 6", lines.Select((l, i) => i == 5 ? l.Replace("items=2", "items=1", StringComparison.Ordinal) : l));
    }

    [Fact]
    public void Zeros_after_the_last_commit_are_a_torn_tail()
    {
        CommitMembers("a");
        string before = Content();
        File.AppendAllText(JournalPath, "put\tb\t\0\0\0\0\0\n\0\0\n");
        Assert.Equal(before, Content());
    }

    [Fact]
    public void A_run_without_member_changes_appends_one_line_and_reads_no_members()
    {
        CommitMembers("a");
        string text = File.ReadAllText(JournalPath);
        File.WriteAllText(JournalPath, text.Replace("uid-1", "uid-2", StringComparison.Ordinal));
        CommitMembers();
        Assert.Equal(text.Count(c => c == '\n') + 1, File.ReadAllLines(JournalPath).Length);
        Assert.Throws<StateDamagedException>(() => Content());
    }

    [Fact]
    public void Damage_before_the_end_is_found_within_a_week_of_runs_without_changes()
    {
        CommitMembers("a");
        string text = File.ReadAllText(JournalPath);
        File.WriteAllText(JournalPath, text.Replace("uid-1", "uid-2", StringComparison.Ordinal));
        for (int day = 0; day < 7; day++)
        {
            _store.Open(Key).Dispose();
            CommitMembers();
            _clock.Pass(TimeSpan.FromDays(1));
        }

        Assert.Throws<StateDamagedException>(() => _store.Open(Key));
        Assert.True(_store.Remove(Key));
    }

    [Fact]
    public void A_sound_journal_that_was_checked_is_not_read_whole_again_for_a_week()
    {
        CommitMembers("a");
        _clock.Pass(TimeSpan.FromDays(8));
        CommitMembers();
        string text = File.ReadAllText(JournalPath);
        File.WriteAllText(JournalPath, text.Replace("uid-1", "uid-2", StringComparison.Ordinal));
        CommitMembers();
        _clock.Pass(TimeSpan.FromDays(-30));
        Assert.Throws<StateDamagedException>(() => _store.Open(Key));
    }

    [Fact]
    public void What_is_announced_behind_a_torn_line_is_read_again()
    {
        CommitMembers("a");
        Announce("first");
        File.AppendAllText(JournalPath + ".announced", "present\tto");
        Announce("second");
        using ISyncState state = _store.Open(Key);
        Assert.Equal(["first", "second"], state.Announced.Select(announced => announced.Key));

        void Announce(string key)
        {
            using ISyncState cut = _store.Open(Key);
            cut.Announce(new Announcement(key, null, IsRemoval: true));
            cut.SettleAnnouncements();
        }
    }

    [Fact]
    public void Garbage_is_compacted_away_and_old_commits_count_as_garbage()
    {
        using (ISyncState state = _store.Open(Key))
        {
            state.Put("a", Plain);
            for (int i = 0; i < 2000; i++) state.Commit(new CollectionFacts { SyncToken = "t" + i });
            Assert.InRange(new FileInfo(JournalPath).Length, 1, 140_000);
            state.Put("b", Plain);
            state.Commit(new CollectionFacts { SyncToken = "end" });
        }

        for (int i = 0; i < 1000; i++) CommitMembers();
        Assert.InRange(new FileInfo(JournalPath).Length, 1, 140_000);
        using ISyncState read = _store.Open(Key);
        Assert.Equal(["a", "b"], read.Keys());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_failed_compaction_keeps_the_complete_old_file()
    {
        Directory.CreateDirectory(JournalPath + ".new");
        using (ISyncState state = _store.Open(Key))
        {
            Assert.Throws<StateUnavailableException>(() => state.Put("a", Plain));
            Assert.Throws<StateUnavailableException>(() => state.Commit(new CollectionFacts()));
        }

        Directory.Delete(JournalPath + ".new");
        CommitMembers("a");
        Directory.CreateDirectory(JournalPath + ".new");
        using (ISyncState state = _store.Open(Key))
        {
            for (int i = 0; i < 1000; i++) state.Commit(new CollectionFacts { SyncToken = "t" + i });
        }

        using ISyncState read = _store.Open(Key);
        Assert.Equal("t999", read.Facts.SyncToken);
        Assert.Equal(["a"], read.Keys());
    }

    private void AssertDamaged(string where, IEnumerable<string> lines)
    {
        byte[] good = File.ReadAllBytes(JournalPath);
        File.WriteAllText(JournalPath, string.Join("\n", lines) + "\n");
        StateDamagedException error = Assert.Throws<StateDamagedException>(() => Content());
        Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        File.WriteAllBytes(JournalPath, good);
    }

    private void CommitMembers(params string[] keys)
    {
        using ISyncState state = _store.Open(Key);
        foreach (string key in keys) state.Put(key, Plain);
        state.Commit(state.Facts);
    }

    private string Content()
    {
        using ISyncState state = _store.Open(Key);
        return StateSnapshot.Of(state);
    }
}
