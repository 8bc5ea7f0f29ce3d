using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Servers.Tests;

/// <summary>A seeded series of edits by another client: additions, changes, deletions, items that come and go or come again.</summary>
internal sealed class RandomEdits
{
    private readonly OtherClient _client;
    private readonly Uri _calendar;
    private readonly Random _random;
    private readonly string _prefix = Guid.NewGuid().ToString("N")[..8];
    private int _serial;

    public RandomEdits(OtherClient client, Uri calendar, int seed)
    {
        _client = client;
        _calendar = calendar;
        _random = new Random(seed);
    }

    /// <summary>One round of about twelve edits. Deletions that stay hit only items that were there before the first round.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken, bool withDeletions = true)
    {
        Dictionary<Uri, string> listed = await _client.ListAsync(_calendar, cancellationToken).ConfigureAwait(false);
        Uri[] items = [.. listed.Keys.OrderBy(item => item.AbsoluteUri, StringComparer.Ordinal)];
        _random.Shuffle(items);
        await AddAsync(3, cancellationToken).ConfigureAwait(false);
        foreach (Uri item in items.Take(5)) await ChangeAsync(item, cancellationToken).ConfigureAwait(false);
        Uri[] old = withDeletions ? [.. items.Skip(8).Where(item => !item.AbsoluteUri.Contains(_prefix, StringComparison.Ordinal)).Take(2)] : [];
        foreach (Uri item in old) await _client.DeleteAsync(item, cancellationToken).ConfigureAwait(false);

        // Deleted and made again at the same address, with other text.
        Uri again = items[5];
        string uid = await UidAsync(again, cancellationToken).ConfigureAwait(false);
        await _client.DeleteAsync(again, cancellationToken).ConfigureAwait(false);
        await _client.PutAsync(again, uid, $"Made again {_serial++}", cancellationToken).ConfigureAwait(false);

        // Added and gone before anybody looked.
        Uri brief = (await AddAsync(1, cancellationToken).ConfigureAwait(false))[0];
        foreach (Uri found in (await _client.ListAsync(_calendar, cancellationToken).ConfigureAwait(false)).Keys.Where(found => SameItem(found, brief)))
        {
            await _client.DeleteAsync(found, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool SameItem(Uri found, Uri put) => found == put || put.AbsoluteUri == found.AbsoluteUri + ".ics";

    private async Task<Uri[]> AddAsync(int count, CancellationToken cancellationToken)
    {
        var added = new Uri[count];
        for (int i = 0; i < count; i++)
        {
            string uid = $"{_prefix}-{_serial++}";
            added[i] = new Uri(_calendar, uid + ".ics");
            await _client.PutAsync(added[i], uid, "Added later", cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    private async Task ChangeAsync(Uri item, CancellationToken cancellationToken) =>
        await _client.PutAsync(item, await UidAsync(item, cancellationToken).ConfigureAwait(false), $"Changed {_serial++}", cancellationToken).ConfigureAwait(false);

    private async Task<string> UidAsync(Uri item, CancellationToken cancellationToken) =>
        (await _client.GetAsync(item, cancellationToken).ConfigureAwait(false)).Split('\n').First(line => line.StartsWith("UID:", StringComparison.Ordinal))[4..].Trim();
}
