using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>The first rung: the sync-collection report of RFC 6578, with pages, rejected tokens and silent lies.</summary>
internal sealed class SyncCollectionStrategy
{
    private readonly SyncRun _run;
    private readonly SyncReport _report;
    private readonly ChangeApplication _application;
    private readonly PageProgress _progress = new();
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toldGone = new(StringComparer.Ordinal);
    private bool _isGivenUpHere;

    public SyncCollectionStrategy(SyncRun run)
    {
        _run = run;
        _report = new SyncReport(run);
        _application = new ChangeApplication(run);
    }

    /// <summary>Runs to the end, or returns null when the report does not work here and a listing has to do.</summary>
    /// <exception cref="SyncTokenRejectedException">Stateless, and the server does not accept the caller's token.</exception>
    public async Task<SyncOutcome?> RunAsync(CancellationToken cancellationToken)
    {
        string? token = _run.IsStateless ? _run.Request.SyncToken : _run.Facts.SyncToken;
        if (string.IsNullOrEmpty(token) || _run.Request.Full || IsBlindBelow)
        {
            if (SeededSync.Applies(_run) && await new SeededSync(_run, _application).RunAsync(cancellationToken).ConfigureAwait(false) is { } seeded)
            {
                return seeded;
            }

            return await new FullSync(_run, _report, _application, _progress).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        SyncPage? first;
        try
        {
            _isGivenUpHere = !_run.IsStateless && SetBackCounter.IsSetBack(_run);
            if (_isGivenUpHere) throw SetBackCounter.Refusal(_run);
            first = await _report.RequestAsync(TokenToAskWith(token!), null, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (TokenRejection.IsCertain(exception) || TokenRejection.IsPossible(exception))
        {
            return await RestartAsync(exception, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (!_run.IsStateless && TokenRejection.IsLost(exception))
        {
            // Nothing against the token: whatever the server stumbles over may be gone tomorrow.
            _run.KeptToken = token;
            _run.SyncRefusal = exception.Message;
            return null;
        }

        return await FollowAsync(token!, first, cancellationToken).ConfigureAwait(false);
    }

    // A token fits every level, but tells nothing of what was in folders below before somebody asked for them (RFC 6578 section 3.3).
    private bool IsBlindBelow => !_run.IsStateless && _report.IsDeep && !_run.Learned.IsDeep;

    private string TokenToAskWith(string token) =>
        _run.IsStateless ? token : EpochToken.Overlapping(token, _run.Facts.OverlapToken, _run.Clock.UtcNow);

    private async Task<SyncOutcome?> FollowAsync(string token, SyncPage page, CancellationToken cancellationToken)
    {
        _progress.Begin(token);
        _run.Learned.IsDeep &= _report.IsDeep;
        int known = _run.State.Count;
        int named = 0;
        int gone = 0;
        int replays = 0;
        bool distrusted = false;
        string asked = token;
        while (true)
        {
            await ApplyAsync(page, cancellationToken).ConfigureAwait(false);
            if (_run.IsStateless && _report.IsDistrusted(page))
            {
                // Without memory no listing can tell what a silent cut has lost (Q38): the same question without a page size can.
                _report.ForgetLimit();
                page = await _report.RequestAsync(asked, null, cancellationToken).ConfigureAwait(false);
                continue;
            }

            replays += page.Replays;
            named += page.Members;
            gone += page.Deletions.Count;
            distrusted |= _report.IsDistrusted(page) || (VerificationPolicy.LooksLikeAnotherCalendar(known, named, EpochToken.Seconds(token, _run.Clock.UtcNow) is not null) && _run.State.UnseenCount > 0);
            if (page.Token is null && !page.IsTruncated && !KeepsToken())
            {
                _run.SyncRefusal = "The answer holds no sync token (Q19).";
                return null;
            }

            if (page.IsTruncated && replays > 0 && !_run.IsStateless && _progress.WasUsed(page.Token))
            {
                // The pages are a list of everything, and their tokens lead in a circle.
                _isGivenUpHere = true;
                return await RestartAsync(Circle(), cancellationToken).ConfigureAwait(false);
            }

            if (page.IsTruncated) _progress.Advance(_run, page);
            else if (!page.MayGoOn(_report.Limit, asked) || !_progress.LeadsOn(_run, page)) break;
            if (!_run.HasUnreadMembers) await _run.CommitAsync(_run.Facts with { SyncToken = page.Token, CTag = null }, cancellationToken).ConfigureAwait(false);
            asked = page.Token!;
            try
            {
                page = await _report.RequestAsync(asked, null, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException exception) when (TokenRejection.IsCertain(exception))
            {
                return await RestartAsync(exception, cancellationToken).ConfigureAwait(false);
            }
        }

        await new TokenSecond(_run, _report, _application).WaitOutAsync(token, page, cancellationToken).ConfigureAwait(false);
        bool wasInitial = _run.Facts.InitialIncomplete;
        distrusted |= (VerificationPolicy.WentBack(page.Token, token, _run.Clock.UtcNow) || VerificationPolicy.IsEmptied(_run, token)) && _run.State.UnseenCount > 0;
        bool wentBack = VerificationPolicy.CountedBack(_run, page.Token, token);
        if (!await new AnswerVerification(_run, _application, _reported).RunAsync(replays, distrusted, wentBack, page, cancellationToken).ConfigureAwait(false) && !_run.IsStateless && !wasInitial)
        {
            VerificationPolicy.NoteDoubt(_run, known, named - gone, gone, page.Token, token);
        }

        CalDavSyncMode mode = wasInitial ? CalDavSyncMode.Initial : _run.Tally.Differences == 0 ? CalDavSyncMode.Unchanged : CalDavSyncMode.Incremental;
        SetBackCounter.WarnOfSilence(_run, token, page.Token);
        await CommitEndAsync(page, mode, cancellationToken).ConfigureAwait(false);
        return new SyncOutcome(mode, CalDavSyncStrategy.SyncCollection);
    }

    private UnexpectedAnswerException Circle() => new($"The pages of {_run.Calendar} list everything and come back to the token they began with.")
    {
        Uri = _run.Address.Uri,
        Method = "REPORT",
        StatusCode = 207,
    };

    // Once a missing token is an accident: the old one stays and tells the same again. Twice in a row it is the server's way.
    private bool KeepsToken()
    {
        if (_run.Learned.TokenWasMissing) return false;
        _run.Learned.TokenWasMissing = true;
        _run.Log.Warning("tokenMissing", $"{_run.Calendar} gave no new sync token; the last one is kept and tells the same changes again (Q20).");
        return true;
    }

    private async Task ApplyAsync(SyncPage page, CancellationToken cancellationToken)
    {
        var changes = new List<ReportedMember>(page.Changes.Values);
        if (page.Token != _run.Facts.SyncToken || _run.NeedsText) changes.AddRange(page.Doubtful);
        else _run.Tally.Unchanged += page.Doubtful.Count;
        foreach (ReportedMember member in changes)
        {
            _reported.Add(member.Key);
            _toldGone.Remove(member.Key);
        }

        var deletions = new List<KeyValuePair<string, string?>>(page.Deletions.Count);
        foreach (KeyValuePair<string, string?> deletion in PageDeletions.Of(page, _run))
        {
            _reported.Add(deletion.Key);
            // Without memory only this run knows what an earlier page or the same question without a page size has told.
            if (!_run.IsStateless || _toldGone.Add(deletion.Key)) deletions.Add(deletion);
        }

        await _application.ApplyAsync(deletions, changes, page.Contested, _run.IsStateless, cancellationToken, page.Texts).ConfigureAwait(false);
    }

    /// <summary>The token was refused, or something that may be the token's fault: list everything and compare (design section 5, point 5).</summary>
    private async Task<SyncOutcome?> RestartAsync(CalDavException cause, CancellationToken cancellationToken)
    {
        bool certain = TokenRejection.IsCertain(cause);
        if (_run.IsStateless) throw await StatelessRejectionAsync(cause, certain, cancellationToken).ConfigureAwait(false);
        _run.Log.Verbose($"{_run.Calendar} answered the sync token with: {cause.Message}");
        string? kept = _run.Facts.SyncToken;
        SyncOutcome? outcome = await new FullSync(_run, _report, _application, _progress).RunAsync(cancellationToken).ConfigureAwait(false);
        if (outcome is null)
        {
            // With a server that fails at everything the token may be good again tomorrow (Q06).
            _run.KeptToken = cause is ServerFailureException ? kept : null;
            return null;
        }

        // The server has refused nothing then, and must not be blamed for it.
        string why = _isGivenUpHere ? cause.Message.TrimEnd('.') : $"{_run.Calendar} does not know the sync token of the last run any more";
        _run.Log.Warning("tokenRejected", why + "; everything was listed and compared.");
        return outcome;
    }

    private async Task<CalDavException> StatelessRejectionAsync(CalDavException cause, bool certain, CancellationToken cancellationToken)
    {
        if (!certain)
        {
            try
            {
                await _report.RequestAsync(null, _ => { }, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException exception) when (TokenRejection.MeansNoReport(exception) || exception is CalendarNotFoundException)
            {
                // Without the report no token of the server means anything any more; other failures may pass.
                if (!cause.Conditions.Contains("supported-report")) return cause;
            }
        }

        return new SyncTokenRejectedException($"{_run.Calendar} does not accept the sync token that was given: {cause.Message}", cause)
        {
            Uri = cause.Uri,
            Method = cause.Method,
            StatusCode = cause.StatusCode,
            Conditions = cause.Conditions,
            ResponseExcerpt = cause.ResponseExcerpt,
        };
    }

    private Task CommitEndAsync(SyncPage page, CalDavSyncMode mode, CancellationToken cancellationToken)
    {
        CollectionFacts facts = _run.Facts;
        // The token never advances over a member that could not be read.
        string? token = _run.HasUnreadMembers ? facts.SyncToken : EpochToken.Later(page.Token, facts.SyncToken, _run.Clock.UtcNow) ?? facts.SyncToken;
        if (page.Token is not null) _run.Learned.TokenWasMissing = false;
        _run.Degradations.Forget(Degradations.SyncCollection);
        return _run.CommitAsync(
            facts with
            {
                SyncToken = token,
                OverlapToken = token == facts.SyncToken ? facts.OverlapToken : facts.SyncToken,
                // A tag made of what is in the calendar comes back with it, and would then hide from a listing what was told since.
                CTag = null,
                InitialIncomplete = _run.HasUnreadMembers && facts.InitialIncomplete,
                Mode = mode,
                Strategy = CalDavSyncStrategy.SyncCollection,
            },
            cancellationToken);
    }
}
