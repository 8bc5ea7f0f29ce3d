using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Migration.Copy;
using CalDavSync.Migration.Files;
using CalDavSync.Migration.Reading;
using CalDavSync.Migration.Writing;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Import;

/// <summary>Brings the items of files into a calendar; running it again changes nothing.</summary>
internal sealed class CalendarImport
{
    private readonly CalDavClient _client;
    private readonly CalDavCalendar _calendar;
    private readonly PlacementOptions _options;
    private readonly int _throttleLimit;
    private readonly ICopyObserver _observer;
    private readonly IEngineLog _log;
    private readonly CopyTally _tally = new();
    private readonly Dictionary<string, string> _claimed = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ItemPlacement? _placement;
    private int _items;

    public CalendarImport(CalDavClient client, CalDavCalendar calendar, PlacementOptions options, int throttleLimit, ICopyObserver observer, IEngineLog log)
    {
        _client = client;
        _calendar = calendar;
        _options = options;
        _throttleLimit = throttleLimit;
        _observer = observer;
        _log = log;
    }

    /// <summary>Imports files: what cannot be read, is invalid or refused is told; the rest goes on.</summary>
    /// <exception cref="CalDavException">The calendar cannot be reached any more.</exception>
    public async Task RunAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        ItemPlacement placement = await PlacementAsync(cancellationToken).ConfigureAwait(false);
        var progress = new CopyProgress(_calendar, _observer);
        using var queue = WriteQueue.For(_client, _throttleLimit, cancellationToken);
        try
        {
            await Task.Run(() => Read(files, item => Add(queue, placement, progress, item), cancellationToken), cancellationToken).ConfigureAwait(false);
            await queue.DrainAsync().ConfigureAwait(false);
        }
        catch
        {
            await queue.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The sums over all files.</summary>
    /// <param name="source">What to call the files.</param>
    public CalDavCopyResult Finish(string source)
    {
        var result = new CalDavCopyResult(source, _calendar);
        _tally.Fill(result, _items);
        result.Duration = _watch.Elapsed;
        return result;
    }

    private void Read(IEnumerable<string> files, Action<SideItem> onItem, CancellationToken cancellationToken)
    {
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                CalendarFile.Read(file, onItem, error => Refuse(file, null, error));
            }
            catch (CalendarFileException error)
            {
                _observer.Failed(file, error);
            }
        }
    }

    private void Add(WriteQueue queue, ItemPlacement placement, CopyProgress progress, SideItem item)
    {
        if (item.Uid is not null && _claimed.TryGetValue(item.Uid, out string? other))
        {
            Refuse(item.Place, item.Uid, new UidConflictException($"{item.Place} has the UID {item.Uid}, which was imported from {other} already.") { ExistingHref = other });
            return;
        }

        if (item.Uid is not null) _claimed[item.Uid] = item.Place;
        string entry = NextEntry();
        progress.Added();
        queue.Add(item.Text.Length, async cancellationToken =>
        {
            Finish(entry, await placement.PlaceAsync(item, null, cancellationToken).ConfigureAwait(false));
            progress.Finished();
        });
    }

    private void Refuse(string path, string? uid, CalDavException error) => Finish(NextEntry(), Placement.Refuse(path, uid, error));

    private void Finish(string entry, Placement outcome)
    {
        _tally.Set(entry, outcome);
        if (outcome.Error is { } error) _observer.Refused(outcome.Refusal!, error);
    }

    private string NextEntry() => (++_items).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the calendar has is read once: only so can a UID be found whatever its resource is called.</summary>
    private async Task<ItemPlacement> PlacementAsync(CancellationToken cancellationToken)
    {
        if (_placement is not null) return _placement;
        var index = new TargetIndex();
        await new CalendarSide(_client, _calendar, SystemClock.Instance, _log).ReadResourcesAsync(
            change => index.Add(change.Href!, change.ETag, change.Content!),
            _observer.Failed,
            cancellationToken).ConfigureAwait(false);
        return _placement = new ItemPlacement(_client, _calendar, index, _options, _log);
    }
}
