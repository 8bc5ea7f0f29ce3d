using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>The second and third rung: collection tag, then a listing of all entity tags, then texts where there are none.</summary>
internal sealed class ListingStrategy
{
    // A tag that changed this often in a row without any change of the items is noise (Q97).
    private const int NoisyCTag = 3;

    private readonly SyncRun _run;

    public ListingStrategy(SyncRun run) => _run = run;

    /// <param name="keepToken">A sync token that may work again in the next run, when only this run fell back (Q06).</param>
    public async Task<SyncOutcome> RunAsync(string? keepToken, CancellationToken cancellationToken)
    {
        _run.KeepsMap = true;
        bool initial = _run.IsFirst;
        bool noisy = _run.Learned.IdleCTagChanges >= NoisyCTag;
        DateTimeOffset read = _run.Clock.UtcNow;
        string? ctag = noisy ? null : await CollectionProbe.ReadCTagAsync(_run, cancellationToken).ConfigureAwait(false);
        CollectionFacts facts = _run.Facts;
        // Who asks for texts trusts no tag, and least of all the one for everything.
        bool full = _run.ComparesContent || _run.MustVerify || _run.Request.Full || _run.Request.Verify || VerificationPolicy.IsListingOverdue(_run) || VerificationPolicy.IsDoubtDue(_run)
            || (!_run.IsStateless && (VerificationPolicy.IsTagOverdue(_run) || VerificationPolicy.IsAnotherCollection(_run)));
        if (ctag is not null && ctag == facts.CTag && !full && !_run.State.IsNew)
        {
            _run.Log.Verbose($"{_run.Calendar} has the collection tag of the last run: nothing changed.");
            _run.Learned.RunsSinceListing++;
            await _run.CommitAsync(facts with { SyncToken = keepToken, Mode = CalDavSyncMode.Unchanged }, cancellationToken).ConfigureAwait(false);
            return new SyncOutcome(CalDavSyncMode.Unchanged, facts.Strategy ?? CalDavSyncStrategy.Listing);
        }

        int before = _run.Tally.Differences;
        int told = _run.Tally.Added + _run.Tally.Changed;
        bool fresh = _run.KnowsNothing;
        var comparison = new ListingComparison(_run, new ChangeApplication(_run));
        await comparison.RunAsync(cancellationToken).ConfigureAwait(false);
        // The listing finds what a report has told before it failed as it was told.
        _run.Tally.Unchanged = Math.Max(0, _run.Tally.Unchanged - told);
        bool idle = _run.Tally.Differences == before;
        // In the second of such a tag more may change than the listing has seen (Q14).
        bool isUnfinished = EpochToken.Seconds(ctag, _run.Clock.UtcNow) is { } second && second >= read.ToUnixTimeSeconds() - EpochToken.Overlap;
        string? settled = Settle(idle, isUnfinished ? null : ctag, facts.CTag);
        _run.Learned.NoteListing();
        _run.Learned.IsSeeded = fresh && comparison.IsUnconfirmed;
        VerificationPolicy.SettleIdentity(_run, foundDifferences: !idle && ctag == facts.CTag);
        CalDavSyncMode mode = initial ? CalDavSyncMode.Initial : idle ? CalDavSyncMode.Unchanged : CalDavSyncMode.Listing;
        CalDavSyncStrategy strategy = comparison.ComparedContent ? CalDavSyncStrategy.Content : CalDavSyncStrategy.Listing;
        await _run.CommitAsync(
            facts with
            {
                // The tag was read before the listing (Q100); over an unread member it must not be believed.
                CTag = _run.HasUnreadMembers ? null : settled,
                SyncToken = keepToken,
                OverlapToken = null,
                InitialIncomplete = false,
                Mode = mode,
                Strategy = strategy,
                LastFullListing = _run.Clock.UtcNow,
            },
            cancellationToken).ConfigureAwait(false);
        return new SyncOutcome(mode, strategy);
    }

    // A tag that is new while the listing shows nothing new may be ahead of a listing that lags (Q167): then it must be seen twice before it
    // counts. One that is another each time is noise (Q97).
    private string? Settle(bool idle, string? ctag, string? remembered)
    {
        Learned learned = _run.Learned;
        string? unsettled = learned.UnsettledCTag;
        learned.UnsettledCTag = null;
        if (!idle) learned.IdleCTagChanges = 0;
        if (!idle || ctag is null || remembered is null || ctag == remembered || ctag == unsettled) return ctag;
        learned.UnsettledCTag = ctag;
        learned.IdleCTagChanges = Math.Min(NoisyCTag, learned.IdleCTagChanges + 1);
        return remembered;
    }
}
