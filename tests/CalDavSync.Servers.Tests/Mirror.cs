using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>The sum of all records emitted so far: what somebody who only reads the pipeline believes to be on the server.</summary>
internal sealed class Mirror
{
    private readonly Uri _calendar;
    private readonly Dictionary<Uri, RecordLine> _items = [];

    public Mirror(Uri calendar) => _calendar = calendar;

    public int Count => _items.Count;

    /// <summary>Applies records that must be exact: nothing added twice, nothing changed or deleted that was never there.</summary>
    public void Apply(IEnumerable<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records)
        {
            if (record.Kind == CalDavRecordKind.Token) continue;
            bool known = _items.ContainsKey(Address(record.Href!));
            Assert.True(known == (record.Kind != CalDavRecordKind.Added), $"{record} of an item that is {(known ? "known" : "unknown")}: {record.Href}");
            ApplyRepeated(RecordLine.Of(record));
        }
    }

    /// <summary>Applies a record that may repeat one that was emitted before a crash.</summary>
    public void ApplyRepeated(RecordLine record)
    {
        if (record.Kind == CalDavRecordKind.Deleted) _items.Remove(Address(record.Href));
        else if (record.Kind != CalDavRecordKind.Token) _items[Address(record.Href)] = record;
    }

    /// <summary>
    /// All addresses and entity tags are those of the server; so are the texts, where records carry them, of as many items as asked for.
    /// </summary>
    public async Task AssertEqualsAsync(OtherClient client, CancellationToken cancellationToken, int texts = 50)
    {
        Dictionary<Uri, string> server = await client.ListAsync(_calendar, cancellationToken).ConfigureAwait(false);
        Assert.Empty(server.Keys.Except(_items.Keys));
        Assert.Empty(_items.Keys.Except(server.Keys));
        Assert.Empty(server.Where(pair => _items[pair.Key].ETag != pair.Value).Select(pair => $"{pair.Key}: {pair.Value}, mirror {_items[pair.Key].ETag}"));
        IEnumerable<KeyValuePair<Uri, RecordLine>> compared = _items.Reverse().Take(texts);
        await Parallel.ForEachAsync(compared, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (pair, token) =>
        {
            if (pair.Value.Content is not { } content) return;
            Assert.Equal(Lines(await client.GetAsync(pair.Key, token).ConfigureAwait(false)), Lines(content));
        }).ConfigureAwait(false);
    }

    private Uri Address(string href) => new(_calendar, href);

    // XML turns CRLF into LF on the way.
    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
