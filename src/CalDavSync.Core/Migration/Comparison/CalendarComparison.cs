using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Migration.Reading;

namespace CalDavSync.Migration.Comparison;

/// <summary>
/// Compares two calendars by UID. Of each item only place and fingerprint are kept; items that differ are read again for the details, so
/// memory does not grow with the size of the items.
/// </summary>
internal sealed class CalendarComparison
{
    // Texts that are read again at one go, in characters. A file with all items is read as a whole each time, so this must not be small.
    private const long BatchSize = 16L * 1024 * 1024;

    private readonly ICalendarSide _reference;
    private readonly ICalendarSide _difference;
    private readonly ComparisonOptions _options;
    private readonly Action<CalDavDifference> _onDifference;
    private readonly Action<string, CalDavException> _onFailure;
    private readonly Dictionary<string, List<ComparedItem>> _onlyReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ComparedItem>> _onlyDifference = new(StringComparer.Ordinal);
    private int _failures;

    /// <param name="onDifference">Receives each difference, and with IncludeEqual each equal item.</param>
    /// <param name="onFailure">Receives what cannot be read: two calendars with such items are never called equal.</param>
    public CalendarComparison(
        ICalendarSide reference, ICalendarSide difference, ComparisonOptions options, Action<CalDavDifference> onDifference, Action<string, CalDavException> onFailure)
    {
        _reference = reference;
        _difference = difference;
        _options = options;
        _onDifference = onDifference;
        _onFailure = onFailure;
    }

    /// <summary>True when both have the same items.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await _reference.ReadAsync(item => Add(_onlyReference, item), Failed, cancellationToken).ConfigureAwait(false);
        await _difference.ReadAsync(Match, Failed, cancellationToken).ConfigureAwait(false);
        bool equal = _onlyReference.Count == 0 && _onlyDifference.Count == 0 && _failures == 0;
        if (!_options.Quiet) await TellAsync(cancellationToken).ConfigureAwait(false);
        return equal;
    }

    private void Failed(string place, CalDavException error)
    {
        _failures++;
        _onFailure(place, error);
    }

    private void Add(Dictionary<string, List<ComparedItem>> items, SideItem item)
    {
        ComparedItem compared = ComparedItem.Of(item, _options.IgnoredProperties);
        Add(items, ComparedItem.KeyOf(item, compared.Fingerprint), compared);
    }

    private static void Add(Dictionary<string, List<ComparedItem>> items, string key, in ComparedItem compared)
    {
        // One place is enough for almost every UID.
        if (!items.TryGetValue(key, out List<ComparedItem>? same)) items[key] = same = new List<ComparedItem>(1);
        same.Add(compared);
    }

    private void Match(SideItem item)
    {
        ComparedItem compared = ComparedItem.Of(item, _options.IgnoredProperties);
        string key = ComparedItem.KeyOf(item, compared.Fingerprint);
        int index = _onlyReference.TryGetValue(key, out List<ComparedItem>? same) ? same.FindIndex(other => other.Fingerprint == compared.Fingerprint) : -1;
        if (index < 0)
        {
            Add(_onlyDifference, key, compared);
            return;
        }

        same!.RemoveAt(index);
        if (same.Count == 0) _onlyReference.Remove(key);
        if (_options.IncludeEqual && !_options.Quiet) _onDifference(Difference.Equal(_difference.ToItem(item)));
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var keys = _onlyReference.Keys.Union(_onlyDifference.Keys).OrderBy(key => key, StringComparer.Ordinal).ToList();
        for (int start = 0; start < keys.Count;)
        {
            HashSet<string> batch = Batch(keys, start);
            ILookup<string, CalDavItem> left = await ReadAgainAsync(_reference, _onlyReference, batch, cancellationToken).ConfigureAwait(false);
            ILookup<string, CalDavItem> right = await ReadAgainAsync(_difference, _onlyDifference, batch, cancellationToken).ConfigureAwait(false);
            for (int end = start + batch.Count; start < end; start++) Tell(left[keys[start]].ToArray(), right[keys[start]].ToArray());
        }
    }

    private HashSet<string> Batch(List<string> keys, int start)
    {
        var batch = new HashSet<string>(StringComparer.Ordinal);
        long size = 0;
        for (int i = start; i < keys.Count && (batch.Count == 0 || size <= BatchSize); i++)
        {
            batch.Add(keys[i]);
            size += Of(_onlyReference, keys[i]).Concat(Of(_onlyDifference, keys[i])).Sum(item => (long)item.Length);
        }

        return batch;
    }

    private static IEnumerable<ComparedItem> Of(Dictionary<string, List<ComparedItem>> items, string key) =>
        items.TryGetValue(key, out List<ComparedItem>? same) ? same : Enumerable.Empty<ComparedItem>();

    private void Tell(CalDavItem[] left, CalDavItem[] right)
    {
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            CalDavItem? one = i < left.Length ? left[i] : null;
            CalDavItem? other = i < right.Length ? right[i] : null;
            _onDifference(Difference.Of(one, other, _options.IgnoredProperties));
        }
    }

    private async Task<ILookup<string, CalDavItem>> ReadAgainAsync(
        ICalendarSide side, Dictionary<string, List<ComparedItem>> wanted, HashSet<string> keys, CancellationToken cancellationToken)
    {
        var places = new HashSet<string>(keys.SelectMany(key => Of(wanted, key)).Select(item => item.Place));
        var found = new List<KeyValuePair<string, CalDavItem>>();
        if (places.Count == 0) return found.ToLookup(pair => pair.Key, pair => pair.Value);
        await side.ReadAgainAsync(
            places,
            item =>
            {
                Guid fingerprint = ComparedItem.FingerprintOf(item.Text, _options.IgnoredProperties);
                string key = ComparedItem.KeyOf(item, fingerprint);
                bool isMeant = wanted.TryGetValue(key, out List<ComparedItem>? items) && items.Exists(other => other.Place == item.Place);
                if (isMeant && keys.Contains(key)) found.Add(new KeyValuePair<string, CalDavItem>(key, side.ToItem(item)));
            },
            cancellationToken).ConfigureAwait(false);
        return found.ToLookup(pair => pair.Key, pair => pair.Value);
    }
}
