using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Lists everything, compares it with what is remembered and reports exactly the differences. Members without entity tags, or all when
/// texts decide, are read and compared by hash. In memory stand only the differences.
/// </summary>
internal sealed class ListingComparison
{
    private readonly SyncRun _run;
    private readonly ChangeApplication _application;
    private readonly MemberListing _listing;
    private readonly ICollection<string> _recent;
    private readonly bool _afterReport;
    private readonly Dictionary<string, ReportedMember> _differences = new(StringComparer.Ordinal);
    private int _listed;
    private int _withoutETag;
    private bool _namesKnown;

    /// <param name="run">The run.</param>
    /// <param name="application">Applies what is found.</param>
    /// <param name="recent">
    /// Members this very run was told about: a listing that lags must not take them back (Q166); a token from before the listing will tell
    /// what happened to them since.
    /// </param>
    /// <param name="afterReport">A report has just named members as there: only what neither names is gone.</param>
    public ListingComparison(SyncRun run, ChangeApplication application, ICollection<string>? recent = null, bool afterReport = false)
    {
        _afterReport = afterReport;
        _run = run;
        _recent = recent ?? Array.Empty<string>();
        _application = application;
        _listing = new MemberListing(run);
    }

    /// <summary>The listing had no entity tags, so that texts were compared.</summary>
    public bool ComparedContent => _run.ComparesContent || _withoutETag > 0;

    /// <summary>What is remembered now comes from a query alone, where PROPFIND may work.</summary>
    public bool IsUnconfirmed => _listing.IsUnconfirmed;

    /// <summary>Lists, guards, fetches and reports. Committing is the caller's.</summary>
    /// <exception cref="Errors.MassDeletionException">More would be deleted than allowed; nothing was reported.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool fresh = _run.KnowsNothing;
        await ListAsync(fresh, cancellationToken).ConfigureAwait(false);
        if (_withoutETag > 0 && !_run.ComparesContent
            && !_run.Degradations.IsLeftOut(Degradations.EntityTags) && !_run.Degradations.IsLeftOut(Degradations.Propfind))
        {
            await ListWithETagsAsync(fresh, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> unseen = await UnseenAsync(fresh, cancellationToken).ConfigureAwait(false);
        bool namesNothing = !_afterReport && !_namesKnown;
        MassDeletionGuard.Check(_run.Request, unseen.Count, fresh ? 0 : _run.State.Count, namesNothing);
        var deletions = new List<KeyValuePair<string, string?>>(unseen.Count);
        foreach (string key in unseen) deletions.Add(new KeyValuePair<string, string?>(key, null));
        _run.PatchBases.AreLate = true;
        await _application.ApplyAsync(deletions, _differences.Values, null, assumeChanged: false, cancellationToken).ConfigureAwait(false);
        _run.Learned.HasUncertain = false;
    }

    private async Task ListAsync(bool fresh, CancellationToken cancellationToken)
    {
        Begin();
        await _listing.ListAsync(member => Compare(member, fresh), cancellationToken).ConfigureAwait(false);
        _run.Log.Verbose($"{_run.Calendar} lists {_listed} items, {_differences.Count} of them not as remembered.");
    }

    // SmarterMail names no ETags to PROPFIND but may to a query (Q92).
    private async Task ListWithETagsAsync(bool fresh, CancellationToken cancellationToken)
    {
        int listed = _listed;
        Begin();
        string why = "neither PROPFIND nor calendar-query gives them.";
        try
        {
            await _listing.QueryAsync(member => Compare(member, fresh: false), cancellationToken).ConfigureAwait(false);
        }
        catch (Errors.CalDavException exception) when (TokenRejection.IsPossible(exception))
        {
            why = $"PROPFIND gives none, and calendar-query fails. {exception.Message}";
            _listed = 0;
        }

        // A query that leaves something out (Q115) must not delete what it leaves out.
        bool isWhole = _listed > 0 && _listed >= listed;
        if (isWhole && _withoutETag == 0)
        {
            _run.Degradations.Note(Degradations.Propfind, "cannot be listed by PROPFIND", "it gives no entity tags.", "Items are listed by calendar-query, which gives them.");
            return;
        }

        _run.Degradations.Note(Degradations.EntityTags, "has no entity tags", why, "The texts of all items are read and compared instead.");
        if (!isWhole) await ListAsync(fresh, cancellationToken).ConfigureAwait(false);
    }

    private void Begin()
    {
        _differences.Clear();
        _listed = 0;
        _withoutETag = 0;
        // The listing counts what is unchanged anew, whatever named it before.
        _run.Tally.Unchanged = 0;
        _namesKnown = false;
        if (!_afterReport) _run.State.BeginSweep();
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Compare(ReportedMember member, bool fresh)
    {
        _listed++;
        if (member.ETag is null) _withoutETag++;
        if (_listed % 500 == 0) _run.Progress("Listing items", _listed, null);
        if (fresh && !_application.NeedsText(member))
        {
            _application.Writer.Present(member, assumeChanged: false);
            return;
        }

        if (!IsDifferent(member) && !_recent.Contains(member.Key)) _run.Tally.Unchanged++;
    }

    [MethodImpl(Compiled.AtOnce)]
    private bool IsDifferent(ReportedMember member)
    {
        _namesKnown |= _run.State.MarkSeen(member.Key);
        if (_recent.Contains(member.Key)) return false;
        bool same = _run.State.TryGet(member.Key, out MemberState known) && EntityTag.Same(known.ETag, member.ETag);
        if (same && !_run.ComparesContent) return false;
        _differences[member.Key] = member;
        return true;
    }

    // What was listed before is counted already.
    private void CompareAgain(ReportedMember member)
    {
        int unseen = _run.State.UnseenCount;
        if (!IsDifferent(member) && _run.State.UnseenCount < unseen && !_recent.Contains(member.Key)) _run.Tally.Unchanged++;
    }

    // A listing without entity tags (Q92) says that a member is there, and nothing of its version.
    private void Confirm(ReportedMember member)
    {
        if (member.ETag is null && _run.State.TryGet(member.Key, out MemberState known) && known.ETag is not null) _namesKnown |= _run.State.MarkSeen(member.Key);
        else CompareAgain(member);
    }

    private async Task<IReadOnlyList<string>> UnseenAsync(bool fresh, CancellationToken cancellationToken)
    {
        int known = _run.State.Count;
        List<string> missing = Missing();
        if (fresh || missing.Count == 0) return missing;
        if (_listing.IsUnconfirmed)
        {
            _run.Log.Verbose($"calendar-query does not name {missing.Count} items of {_run.Calendar}; asking PROPFIND, which leaves out none (Q116).");
            if (await _listing.TryPropfindAsync(Confirm, cancellationToken).ConfigureAwait(false)) return Missing();
        }

        // A listing that names nothing at all is stopped by the guard, or believed because the user says so.
        bool namesNothing = !_namesKnown && !_afterReport;
        if (namesNothing || !MassDeletionGuard.NeedsConfirmation(missing.Count, known)) return missing;
        _run.Log.Verbose($"{missing.Count} of {known} items are missing from the listing; listing again to be sure (Q170).");
        await _listing.ListAsync(CompareAgain, cancellationToken).ConfigureAwait(false);
        return Missing();
    }

    // What lies in a folder below is not named with Depth 1, whether it is there or not.
    private List<string> Missing()
    {
        var missing = new List<string>();
        foreach (string key in _run.State.UnseenKeys())
        {
            if (!_recent.Contains(key) && !UnseenMembers.IsBelow(key)) missing.Add(key);
        }

        return missing;
    }
}
