using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Migration.Reading;
using CalDavSync.Migration.Writing;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>
/// Takes what the sync of the source finds and writes it to the destination while the sync goes on. The sync commits only when everything
/// it told so far is written or refused, so a run that is cut repeats items and never leaves one out.
/// </summary>
internal sealed class SourceWriting : ISyncObserver, IDisposable
{
    private readonly CalDavClient _sourceClient;
    private readonly CopyRequest _request;
    private readonly CopyLedger _ledger;
    private readonly CopyTally _tally;
    private readonly ICopyObserver _observer;
    private readonly IEngineLog _log;
    private readonly WriteQueue _queue;
    private readonly CopyProgress _progress;
    private readonly Lazy<ItemPlacement> _placement;
    private readonly CollectionAddress _source;
    private readonly CollectionAddress _target;
    private readonly HashSet<string> _duplicates = new(StringComparer.Ordinal);

    public SourceWriting(
        CalDavClient source, CalDavClient target, CopyRequest request, CopyLedger ledger, CopyTally tally, ICopyObserver observer, IEngineLog log, CancellationToken cancellationToken)
    {
        _sourceClient = source;
        _request = request;
        _ledger = ledger;
        _tally = tally;
        _observer = observer;
        _log = log;
        _queue = WriteQueue.For(target, request.ThrottleLimit, cancellationToken);
        _progress = new CopyProgress(request.Source, observer);
        _source = new CollectionAddress(request.Source.Uri);
        _target = new CollectionAddress(request.Target.Uri);
        var options = new PlacementOptions { OnConflict = request.OnConflict, NoScheduling = request.NoScheduling, Force = request.Force, DryRun = request.DryRun };
        _placement = new Lazy<ItemPlacement>(() => new ItemPlacement(target, request.Target, Index(), options, log));
    }

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        foreach (CalDavSyncRecord record in records)
        {
            if (record is CalDavDeletion deletion) Forget(Key(deletion.Href!));
            else if (record is CalDavChange { Content: { } text } change) Write(change.Href!, change.ETag, text);
        }
    }

    public async Task RecordsTakenAsync(CancellationToken cancellationToken)
    {
        await _queue.DrainAsync().ConfigureAwait(false);
        if (!_request.DryRun) _ledger.Commit();
    }

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error)
    {
        // A text that is no iCalendar was told as a change too, and is judged there.
        if (error is InvalidCalendarDataException) return;
        Unread(href, error as CalDavException ?? new UnexpectedAnswerException(error.Message, error));
    }

    public void Progress(in SyncProgress progress) => _progress.Reading(progress);

    /// <summary>The other item with the same UID, for which this one was refused, is gone by now.</summary>
    public bool IsFreedDuplicate(SourceEntry entry) => _duplicates.Contains(entry.Key) && _ledger.OwnerOf(entry.Uid!) is var owner && (owner is null || owner.Key == entry.Key);

    /// <summary>Reads items of earlier runs again, and writes them.</summary>
    public Task ReadAgainAsync(IReadOnlyCollection<SourceEntry> entries, IClock clock, CancellationToken cancellationToken)
    {
        List<string> hrefs = entries.Select(entry => entry.Href).Distinct().ToList();
        var side = new CalendarSide(_sourceClient, _request.Source, clock, _log);
        return side.ReadTextsAsync(
            hrefs,
            Write,
            (href, error) => Unread(href, error ?? new ItemNotFoundException($"{href} cannot be read from {_request.Source} any more.") { Uri = _source.Resolve(href) }),
            cancellationToken);
    }

    public Task AbortAsync() => _queue.AbortAsync();

    public void Dispose() => _queue.Dispose();

    private void Write(string href, string? etag, string text)
    {
        IReadOnlyList<SideItem> items = ResourceParts.Of(href, etag, text);
        IReadOnlyList<SourceEntry> entries = _ledger.Expect(Key(href), href, items);
        WarnOfInvitations(text);
        for (int i = 0; i < items.Count; i++) Write(entries[i], items[i]);
    }

    private void Write(SourceEntry entry, SideItem item)
    {
        if (entry.Uid is not null && _ledger.OwnerOf(entry.Uid) is { } owner && owner.Key != entry.Key)
        {
            _duplicates.Add(entry.Key);
            var error = new UidConflictException($"{_request.Source} has the UID {entry.Uid} twice: {entry.Href} was not copied, {owner.Href} has it too.") { ExistingHref = owner.Href };
            Finish(entry, Placement.Refuse(entry.Href, entry.Uid, error));
            return;
        }

        ItemPlacement placement = _placement.Value;
        _progress.Added();
        _queue.Add(item.Text.Length, async cancellationToken =>
        {
            Placement outcome = await placement.PlaceAsync(item, entry.LastCopy, cancellationToken).ConfigureAwait(false);
            Finish(entry, outcome);
            _progress.Finished();
        });
    }

    private void Finish(SourceEntry entry, Placement outcome)
    {
        if (outcome.Target is { } target) _ledger.Copied(entry, TargetKey(target.Href), target);
        _tally.Set(entry.Key, outcome);
        if (outcome.Error is { } error) _observer.Refused(outcome.Refusal!, error);
    }

    private void Unread(string href, CalDavException error)
    {
        foreach (SourceEntry entry in _ledger.ExpectUnread(Key(href), href)) Finish(entry, Placement.Refuse(href, entry.Uid, error));
    }

    private void Forget(string resourceKey)
    {
        foreach (SourceEntry entry in _ledger.Forget(resourceKey)) _tally.Forget(entry.Key);
    }

    private TargetIndex Index()
    {
        var index = new TargetIndex();
        foreach (KeyValuePair<string, TargetItem> item in _ledger.Targets().SelectMany(target => target.Items)) index.Set(item.Key, item.Value);
        return index;
    }

    private void WarnOfInvitations(string text)
    {
        if (_request.NoScheduling || _request.DryRun || !ScheduleAgent.Concerns(text)) return;
        _log.Warning(
            "invitations",
            $"{_request.Source} has items with attendees. The destination is asked to send them no messages; -NoScheduling makes sure on servers that do not heed that (Q158).");
    }

    private string Key(string href) => _source.Locate(href, out string key) == MemberPlace.Member ? key : href;

    private string TargetKey(string href) => _target.Locate(href, out string key) == MemberPlace.Member ? key : href;
}
