using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Items;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Writing;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>Removes from the destination what the source has not: guarded, confirmed, each on the condition that it is the version that was seen.</summary>
internal sealed class MirrorRemoval
{
    private readonly CalDavClient _client;
    private readonly CopyRequest _request;
    private readonly CopyLedger _ledger;
    private readonly CopyTally _tally;
    private readonly ICopyObserver _observer;
    private readonly IEngineLog _log;
    private int _failures;

    public MirrorRemoval(CalDavClient client, CopyRequest request, CopyLedger ledger, CopyTally tally, ICopyObserver observer, IEngineLog log)
    {
        _client = client;
        _request = request;
        _ledger = ledger;
        _tally = tally;
        _observer = observer;
        _log = log;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_ledger.IsMirror) return;
        if (_ledger.SourceUids() is not { } uids)
        {
            _log.Warning("mirror", $"{_request.Source} has items that cannot be read, so nothing is removed from {_request.Target}: it may be theirs.");
            return;
        }

        IReadOnlyList<TargetEntry> targets = _ledger.Targets();
        List<TargetEntry> extra = targets.Where(target => !target.Uids.Any(uids.Contains)).ToList();
        if (extra.Count > 0)
        {
            // What a dry run would have created is not in the destination, but it would be there by now.
            int known = targets.Count + (_request.DryRun ? _tally.Created : 0);
            if (!Allows(extra.Count, known)) return;
            if (_request.DryRun)
            {
                _tally.Removed(extra.Count);
                return;
            }

            if (!await _observer.ConfirmRemovalAsync(_request.Target, extra.Count).ConfigureAwait(false)) return;
            await RemoveAsync(extra, cancellationToken).ConfigureAwait(false);
        }

        _ledger.IsMirror = _failures == 0;
    }

    private bool Allows(int deletions, int known)
    {
        bool everything = deletions >= known;
        bool tooMany = _request.MaximumDeletion is { } percent && (long)deletions * 100 > (long)known * percent;
        if (_request.Force || (!everything && !tooMany)) return true;
        string limit = everything ? "everything there is" : $"more than {_request.MaximumDeletion} percent";
        var error = new MassDeletionException($"-Mirror would remove {deletions} of {known} items from {_request.Target}, {limit}. Nothing was removed.")
        {
            Uri = _request.Target.Uri,
            Deletions = deletions,
            Known = known,
        };
        _observer.Failed(_request.Target.Uri.AbsoluteUri, error);
        return false;
    }

    private async Task RemoveAsync(List<TargetEntry> extra, CancellationToken cancellationToken)
    {
        using var queue = WriteQueue.For(_client, _request.ThrottleLimit, cancellationToken);
        try
        {
            foreach (TargetEntry target in extra) queue.Add(1, token => RemoveAsync(target, token));
            await queue.DrainAsync().ConfigureAwait(false);
        }
        catch
        {
            await queue.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RemoveAsync(TargetEntry target, CancellationToken cancellationToken)
    {
        // Nobody is to be told that the copy of a meeting is gone (RFC 6638 section 8.1, Q158).
        var options = new WriteOptions { IsSilent = true };
        var writer = new ItemWriter(_client, _request.Target, new RequestContext(_log));
        try
        {
            await DeleteAsync(writer, target, options, cancellationToken).ConfigureAwait(false);
            _ledger.LoseTarget(target.Key);
            _tally.Removed();
        }
        catch (CalDavException error) when (error is not (NotAuthenticatedException or ConnectionFailedException or ServerBusyException))
        {
            Interlocked.Increment(ref _failures);
            _observer.Failed(target.Href, error);
        }
    }

    private async Task DeleteAsync(ItemWriter writer, TargetEntry target, WriteOptions options, CancellationToken cancellationToken)
    {
        string? text = target.ETag is null ? await SameTextAsync(writer, target, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            await writer.DeleteAsync(target.Href, target.ETag, text, options, cancellationToken).ConfigureAwait(false);
        }
        catch (EntityTagRefusedException) when (_request.Force)
        {
            text = await SameTextAsync(writer, target, cancellationToken).ConfigureAwait(false);
            await writer.DeleteAsync(target.Href, target.ETag, text, options with { Force = true }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string?> SameTextAsync(ItemWriter writer, TargetEntry target, CancellationToken cancellationToken)
    {
        CalDavItem? now = await writer.Items.FindAsync(target.Href, cancellationToken).ConfigureAwait(false);
        if (now is null) return string.Empty;
        bool isSame = target.Items.All(item => TargetItem.Read(now.Href, now.ETag, now.Content!)
            .Any(part => part.Key == item.Key && part.Value.Fingerprint == item.Value.Fingerprint));
        return isSame ? now.Content : throw new ItemChangedException($"{target.Href} was changed since it was read; it was not removed.");
    }
}
