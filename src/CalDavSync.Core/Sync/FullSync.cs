using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// sync-collection with an empty token: the first sync, or a resync after a rejected token. A first sync commits page by page and goes on
/// where it stopped; a resync keeps its old token out of the state until everything was compared, because deletions show only at the end.
/// </summary>
internal sealed class FullSync
{
    private readonly SyncRun _run;
    private readonly SyncReport _report;
    private readonly ChangeApplication _application;
    private readonly PageProgress _progress;
    private readonly UnseenMembers _unseen;
    private readonly bool _initial;

    // The run after the very first goes on where that stopped (design section 5, point 1); any other would begin again, and fail at the same page.
    private readonly bool _goesToListing;
    private int _listed;
    private bool _triedOtherDepth;
    private bool _startedAgain;

    public FullSync(SyncRun run, SyncReport report, ChangeApplication application, PageProgress progress)
    {
        _run = run;
        _report = report;
        _application = application;
        _progress = progress;
        _unseen = new UnseenMembers(run);
        _initial = run.KnowsNothing;
        _goesToListing = !run.IsStateless && !run.State.IsNew;
    }

    /// <summary>Runs to the end, or returns null when the report does not work here.</summary>
    public async Task<SyncOutcome?> RunAsync(CancellationToken cancellationToken)
    {
        _run.MayRepeatETags = !_initial && _run.NeedsText && VerificationPolicy.IsAnotherCollection(_run);
        _run.State.BeginSweep();
        _progress.Begin(null);
        string? token = null;
        while (true)
        {
            (SyncPage Page, List<ReportedMember> ToRead)? next;
            try
            {
                next = await RequestAsync(token, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException exception) when (token is not null && TokenRejection.IsCertain(exception))
            {
                // The token of a page can grow old as any other; a server that refuses its own tokens again and again has none.
                if (_startedAgain) return Refuse($"The token of a page was refused twice. {exception.Message}");
                _run.Log.Verbose($"{_run.Calendar} refuses the token of its own page; starting again. {exception.Message}");
                _startedAgain = true;
                _run.Tally.Unchanged = 0;
                _progress.Begin(null);
                _run.State.BeginSweep();
                token = null;
                continue;
            }
            catch (CalDavException exception) when (token is not null && _goesToListing && TokenRejection.IsPossible(exception))
            {
                // What failed before would fail each night; a listing may not.
                return Refuse($"A later page of the answer cannot be had. {exception.Message}");
            }

            if (next is not { } found) return null;
            SyncPage page = found.Page;
            if (!page.IsTruncated && !_initial && !_report.IsDistrusted(page) && !_run.Request.Verify) _unseen.Guard(_unseen.Missing(_report.IsDeep).Count);
            await ApplyAsync(page, found.ToRead, cancellationToken).ConfigureAwait(false);
            if (page.Token is null && !page.IsTruncated)
            {
                return Refuse("The answer holds no sync token (Q19).");
            }

            if (!page.IsTruncated)
            {
                if (_listed > 0 || !await EmptyAnswer.IsLieAsync(_run, cancellationToken).ConfigureAwait(false))
                {
                    return await FinishAsync(page, cancellationToken).ConfigureAwait(false);
                }

                if (_triedOtherDepth) return Refuse("The answer names no item, although the calendar has some, with Depth 0 and with Depth 1 (Q46).");
                _triedOtherDepth = true;
                _run.Learned.DepthOne = !_run.Learned.DepthOne;
                token = null;
                continue;
            }

            if (!_initial && _progress.WasUsed(page.Token)) return Refuse("The token of a page is that of an earlier page (Q35).");
            _progress.Advance(_run, page);
            await CommitPageAsync(page, cancellationToken).ConfigureAwait(false);
            token = page.Token;
        }
    }

    private async Task<(SyncPage Page, List<ReportedMember> ToRead)?> RequestAsync(string? token, CancellationToken cancellationToken)
    {
        var toRead = new List<ReportedMember>();
        try
        {
            SyncPage page = await _report.RequestAsync(token, _initial ? member => First(member, toRead) : null, cancellationToken).ConfigureAwait(false);
            _listed += page.Members;
            return (page, toRead);
        }
        catch (CalDavException exception) when (token is null && (TokenRejection.MeansNoReport(exception) || TokenRejection.IsLost(exception)))
        {
            _run.SyncRefusal = exception.Message;
            return null;
        }
        catch (CalendarNotFoundException exception) when (token is null)
        {
            // Some servers know the calendar and not the report.
            if (!await CollectionProbe.IsThereAsync(_run, cancellationToken).ConfigureAwait(false)) throw;
            _run.SyncRefusal = exception.Message;
            return null;
        }
    }

    private SyncOutcome? Refuse(string why)
    {
        _run.SyncRefusal = why;
        return null;
    }

    // The first records are out while the rest of the listing is still on its way.
    [MethodImpl(Compiled.AtOnce)]
    private void First(ReportedMember member, List<ReportedMember> toRead)
    {
        if (_application.NeedsText(member)) toRead.Add(member);
        else _application.Writer.Present(member, assumeChanged: false);
    }

    private Task ApplyAsync(SyncPage page, List<ReportedMember> toRead, CancellationToken cancellationToken)
    {
        toRead.AddRange(Changes(page));
        return _application.ApplyAsync(PageDeletions.Of(page, _run), toRead, page.Contested, assumeChanged: false, cancellationToken);
    }

    private static IEnumerable<ReportedMember> Changes(SyncPage page)
    {
        foreach (ReportedMember member in page.Changes.Values) yield return member;
        foreach (ReportedMember member in page.Doubtful) yield return member;
    }

    private Task CommitPageAsync(SyncPage page, CancellationToken cancellationToken)
    {
        _run.Learned.IsDeep = _report.IsDeep;
        return _run.CommitAsync(
            _run.Facts with
            {
                SyncToken = _initial && !_run.HasUnreadMembers ? page.Token : null,
                CTag = null,
                InitialIncomplete = _initial && !_run.HasUnreadMembers,
                Mode = _initial ? CalDavSyncMode.Initial : CalDavSyncMode.Resync,
                Strategy = CalDavSyncStrategy.SyncCollection,
            },
            cancellationToken);
    }

    private async Task<SyncOutcome> FinishAsync(SyncPage page, CancellationToken cancellationToken)
    {
        bool wentBack = !_initial && _run.NeedsText && VerificationPolicy.CountedBack(_run, page.Token, _run.FirstToken);
        _run.MayRepeatETags |= wentBack;
        if (wentBack || _report.IsDistrusted(page) || _run.Request.Verify) await CompareAsync(wentBack, cancellationToken).ConfigureAwait(false);
        // What is in folders below only the report tells.
        if (!_report.IsDistrusted(page)) await DeleteUnseenAsync(cancellationToken).ConfigureAwait(false);
        await new TokenSecond(_run, _report, _application).WaitOutAsync(null, page, cancellationToken).ConfigureAwait(false);
        CalDavSyncMode mode = _initial ? CalDavSyncMode.Initial : CalDavSyncMode.Resync;
        // Where nothing was known nothing can be unchanged: what was named twice is told once.
        if (_initial) _run.Tally.Unchanged = 0;
        _run.Learned.HasUncertain = false;
        _run.Learned.IsDeep = _report.IsDeep;
        string? token = _run.HasUnreadMembers ? null : page.Token;
        _run.Learned.NoteListing();
        _run.Degradations.Forget(Degradations.SyncCollection);
        VerificationPolicy.SettleIdentity(_run, foundDifferences: true);
        await _run.CommitAsync(
            _run.Facts with
            {
                SyncToken = token,
                OverlapToken = null,
                CTag = null,
                InitialIncomplete = false,
                Mode = mode,
                Strategy = CalDavSyncStrategy.SyncCollection,
                LastFullListing = _run.Clock.UtcNow,
            },
            cancellationToken).ConfigureAwait(false);
        return new SyncOutcome(mode, CalDavSyncStrategy.SyncCollection);
    }

    // First answers can be incomplete (Q27, Q38).
    private async Task CompareAsync(bool wentBack, CancellationToken cancellationToken)
    {
        int before = _run.Tally.Differences;
        int told = _run.Tally.Added + _run.Tally.Changed;
        await new ListingComparison(_run, _application, afterReport: true).RunAsync(cancellationToken).ConfigureAwait(false);
        // The listing finds what the report has just told as it was told.
        _run.Tally.Unchanged = Math.Max(0, _run.Tally.Unchanged - told);
        _run.Tally.Repaired += _run.Tally.Differences - before;
        VerificationPolicy.SettleTokens(_run.Learned, wentBack, foundDifferences: _run.Tally.Differences > before);
    }

    // To the last page: what an earlier one did not name may stand on a later one.
    private async Task ListAgainAsync(CancellationToken cancellationToken)
    {
        var progress = new PageProgress();
        progress.Begin(null);
        string? token = null;
        // What is named once more is counted once.
        int unchanged = _run.Tally.Unchanged;
        while (true)
        {
            SyncPage page = await _report.RequestAsync(token, null, cancellationToken).ConfigureAwait(false);
            await ApplyAsync(page, new List<ReportedMember>(), cancellationToken).ConfigureAwait(false);
            _run.Tally.Unchanged = unchanged;
            if (!page.IsTruncated) return;
            progress.Advance(_run, page);
            token = page.Token;
        }
    }

    private async Task DeleteUnseenAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> missing = _unseen.Missing(_report.IsDeep);
        if (!_initial && _unseen.NeedConfirmation(missing.Count) && !_run.Request.Force)
        {
            _run.Log.Verbose($"{missing.Count} of {_run.State.Count} items are missing; listing again to be sure (Q170).");
            // The texts of what the first listing named are compared already.
            _run.MayRepeatETags = false;
            await ListAgainAsync(cancellationToken).ConfigureAwait(false);
            missing = _unseen.Missing(_report.IsDeep);
        }

        if (!_initial) _unseen.Guard(missing.Count);
        foreach (string key in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _application.Writer.Gone(key, null);
        }
    }
}
