using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using CalDavSync.Errors;
using CalDavSync.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class SnapshotTokenTests
{
    private const string Prefix = "caldavsync:1:";
    private static readonly Uri Collection = new("https://dav.example.org/cal/work/");

    [Fact]
    public void Members_and_ctag_survive_and_the_order_of_changes_does_not_matter()
    {
        Gen<string> text = ArbMap.Default.GeneratorFor<string>().Select(t => t ?? string.Empty);
        Gen<(string, string?, string?)[]> members = (from key in text from etag in text from href in text select (key, (string?)etag, (string?)href)).ArrayOf();
        Prop.ForAll(members.ToArbitrary(), rows =>
        {
            InMemorySyncState forward = Fill(rows);
            string token = SnapshotToken.Encode(Collection, forward);
            InMemorySyncState read = SnapshotToken.Decode(Collection, token);
            Assert.Matches("^caldavsync:1:[A-Za-z0-9_-]+$", token);
            Assert.Equal("c\ttag", read.Facts.CTag);
            Assert.Equal(forward.Keys().Order(StringComparer.Ordinal), read.Keys());
            Assert.Equal(read.Count, read.UnseenCount);
            Assert.False(read.IsNew);
            foreach (string key in read.Keys())
            {
                Assert.True(forward.TryGet(key, out MemberState expected));
                Assert.True(read.TryGet(key, out MemberState actual));
                Assert.Equal(expected with { Uid = null }, actual);
            }

            Assert.Equal(token, SnapshotToken.Encode(Collection, read));
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void White_space_from_a_file_or_a_mail_is_no_harm()
    {
        string token = SnapshotToken.Encode(Collection, Fill([("a.ics", "\"1\"", null), ("b.ics", "\"2\"", "/x")]));
        foreach (string written in new[] { token + "\n", " " + token + "\r\n", token[..20] + "\n " + token[20..] })
        {
            Assert.True(SnapshotToken.IsSnapshot(written));
            Assert.Equal(["a.ics", "b.ics"], SnapshotToken.Decode(Collection, written).Keys());
        }
    }

    [Fact]
    public void A_cut_or_altered_token_is_rejected_at_every_place()
    {
        string token = SnapshotToken.Encode(Collection, Fill([("a.ics", "\"1\"", null), ("b.ics", "\"2\"", "/x")]));
        for (int i = Prefix.Length; i < token.Length; i++)
        {
            AssertRejectedUnlessEqual(token, token[..i]);
            AssertRejectedUnlessEqual(token, token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..]);
        }
    }

    [Theory]
    [InlineData("caldavsync:1:", "incomplete")]
    [InlineData("caldavsync:1:???", "incomplete")]
    [InlineData("caldavsync:1:AAAA\u00e9", "incomplete")]
    [InlineData("caldavsync:2:AAAA", "another version")]
    [InlineData("caldavsync:", "another version")]
    public void A_token_that_is_none_is_rejected(string token, string reason) => AssertRejected(token, reason);

    [Fact]
    public void A_token_of_another_collection_is_rejected_as_such()
    {
        string token = SnapshotToken.Encode(Collection, new InMemorySyncState());
        SyncTokenRejectedException error = Assert.Throws<SyncTokenRejectedException>(() => SnapshotToken.Decode(new Uri("https://dav.example.org/cal/home/"), token));
        Assert.Contains("another calendar", error.Message, StringComparison.Ordinal);
        Assert.Empty(SnapshotToken.Decode(new Uri("https://alice:pw@dav.example.org/cal/work/"), token).Keys());
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        AssertRejected(Deflate(writer =>
        {
            for (int i = 0; i < 3000; i++) writer.Write(new string('a', 100_000));
        }));
        string start = "collection\t" + FirstLine(SnapshotToken.Encode(Collection, new InMemorySyncState())) + "\nctag\t\\N\nmembers\t2000000000\n";
        string line = string.Concat(Enumerable.Repeat("k\t" + new string('e', 500_000) + "\t\t\t\n", 1));
        AssertRejected(Deflate(writer =>
        {
            writer.Write(start);
            for (int i = 0; i < 600; i++) writer.Write(line);
        }), "256 MB");
    }

    [Fact]
    public void Tokens_of_servers_are_told_apart()
    {
        Assert.True(SnapshotToken.IsSnapshot(SnapshotToken.Encode(Collection, new InMemorySyncState())));
        Assert.False(SnapshotToken.IsSnapshot("http://sabre.io/ns/sync/1"));
    }

    private static InMemorySyncState Fill((string Key, string? ETag, string? Href)[] rows)
    {
        InMemorySyncState state = new();
        foreach ((string key, string? etag, string? href) in rows) state.Put(key, new MemberState(etag, null, "uid", href));
        state.Commit(new CollectionFacts { CTag = "c\ttag" });
        return state;
    }

    private static void AssertRejected(string token, string reason = "")
    {
        SyncTokenRejectedException error = Assert.Throws<SyncTokenRejectedException>(() => SnapshotToken.Decode(Collection, token));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static string Deflate(Action<StreamWriter> write)
    {
        MemoryStream target = new();
        using (StreamWriter writer = new(new DeflateStream(target, CompressionLevel.Fastest))) write(writer);
        return Prefix + Convert.ToBase64String(target.ToArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static string FirstLine(string token) => Inflate(token)!.Split('\n')[0].Split('\t')[1];

    /// <summary>What inflates to the same text is the same token: the last bits of deflate say nothing.</summary>
    private static void AssertRejectedUnlessEqual(string token, string altered)
    {
        if (Inflate(token) != Inflate(altered)) AssertRejected(altered);
    }

    private static string? Inflate(string token)
    {
        try
        {
            string base64 = token[Prefix.Length..].Replace('-', '+').Replace('_', '/');
            byte[] bytes = Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
            using StreamReader reader = new(new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            return null;
        }
    }
}
