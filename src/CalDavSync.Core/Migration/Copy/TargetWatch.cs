using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Migration.Reading;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>Keeps the ledger in step with the destination: before the copy with what others did there, after it with what it did itself.</summary>
internal sealed class TargetWatch
{
    private readonly CalDavClient _client;
    private readonly CopyRequest _request;
    private readonly string _folder;
    private readonly CopyLedger _ledger;
    private readonly IEngineLog _log;
    private readonly IClock _clock;
    private readonly CollectionAddress _address;

    public TargetWatch(CalDavClient client, CopyRequest request, string folder, CopyLedger ledger, IEngineLog log, IClock clock)
    {
        _client = client;
        _request = request;
        _folder = folder;
        _ledger = ledger;
        _log = log;
        _clock = clock;
        _address = new CollectionAddress(request.Target.Uri);
    }

    /// <summary>Reads what is new in the destination, with its texts: one request when nothing is.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!_request.TargetExists) return;
        await RunAsync(
            withText: true,
            change =>
            {
                if (change.Content is { } text) _ledger.SeeTarget(TargetEntry.Of(Key(change.Href!), change.Href!, change.ETag, text));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes note of the copy's own writes, so that the next run does not read them back: one request, and one for each text that is not the one sent.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_request.DryRun) return;
        var others = new List<string>();
        await RunAsync(
            withText: false,
            change =>
            {
                TargetEntry? known = _ledger.FindTarget(Key(change.Href!));
                if (known is not null && change.ETag is not null && EntityTag.Same(known.ETag, change.ETag)) return;
                others.Add(change.Href!);
            },
            cancellationToken).ConfigureAwait(false);
        if (others.Count == 0) return;
        var side = new CalendarSide(_client, _request.Target, _clock, _log);
        await side.ReadTextsAsync(others, (href, etag, text) => Settle(href, etag, text), (_, _) => { }, cancellationToken).ConfigureAwait(false);
    }

    // A server that gives no entity tag with a PUT may have rewritten the text (Q93, Q94): what it stores now is our copy.
    private void Settle(string href, string? etag, string text)
    {
        TargetEntry stored = TargetEntry.Of(Key(href), href, etag, text);
        bool isOurs = _ledger.FindTarget(stored.Key) is { ETag: null } && stored.Items.Count == 1;
        if (isOurs && _ledger.OwnerOf(stored.Items[0].Key) is { IsPending: false } owner) _ledger.Copied(owner, stored.Key, stored.Items[0].Value);
        else _ledger.SeeTarget(stored);
    }

    private Task RunAsync(bool withText, Action<CalDavChange> onChange, CancellationToken cancellationToken)
    {
        var request = new SyncRequest(_request.Target)
        {
            StatePath = _folder,
            IncludeContent = withText,
            DryRun = _request.DryRun,
            // The truth is wanted, also of a destination that lost everything.
            Force = true,
        };
        var observer = new ItemObserver(
            record =>
            {
                if (record is CalDavDeletion deletion) _ledger.LoseTarget(Key(deletion.Href!));
                else if (record is CalDavChange change) onChange(change);
            },
            (href, error) => _log.Verbose($"{href} of {_request.Target} cannot be read. {error.Message}"),
            taken: Commit);
        return new SyncEngine(_client, _clock).RunAsync(request, observer, _log, cancellationToken);
    }

    // Before the state of the sync: what it has told must not be forgotten.
    private void Commit()
    {
        if (!_request.DryRun) _ledger.Commit();
    }

    private string Key(string href) => _address.Locate(href, out string key) == MemberPlace.Member ? key : href;
}
