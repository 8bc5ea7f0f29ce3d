using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// A first sync in one request, on servers whose calendar-query is known to list everything: the token is the one the calendar had before,
/// and the query gives every item with its text. What changes in between is reported again by the next run and recognised there. Half the
/// work of a listing by sync-collection followed by the query, which costs the same there as the query itself.
/// </summary>
internal sealed class SeededSync
{
    // What others changed since the token is told again by the next run; where a fresh token costs next to nothing, that is spared.
    private static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(2);

    private readonly SyncRun _run;
    private readonly ChangeApplication _application;
    private readonly List<ReportedMember> _toRead = new();
    private int _listed;
    private bool _isCut;

    public SeededSync(SyncRun run, ChangeApplication application)
    {
        _run = run;
        _application = application;
    }

    /// <summary>Only where the profile vouches for the query, where the calendar came with its token, and where nothing is remembered yet.</summary>
    public static bool Applies(SyncRun run) =>
        run.Profile?.QueryIsComplete == true
        && run.Calendar.SyncToken is not null
        && !run.IsStateless
        && run.State.IsNew
        && run.Uncertain.Count == 0
        && run.Request is { PageSize: 0, UsePatch: false, Verify: false, Level: CalDavSyncLevel.One };

    /// <summary>Runs to the end, or returns null when the query does not give what it should and the ordinary way has to be gone.</summary>
    public async Task<SyncOutcome?> RunAsync(CancellationToken cancellationToken)
    {
        string? token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        _run.State.BeginSweep();
        try
        {
            MultistatusAnswer answer = await _run.Requester.SendAsync(
                "REPORT",
                _run.Address.Uri,
                "1",
                RequestBody.Query(_run.NeedsText, component: null),
                "the items of " + _run.Calendar,
                row => Take(row, cancellationToken),
                cancellationToken,
                onWait: _run.Records.Release).ConfigureAwait(false);
            _isCut |= answer.IsCut;
        }
        catch (CalDavException exception) when (TokenRejection.IsPossible(exception) || TokenRejection.IsLost(exception))
        {
            _run.Log.Verbose($"{_run.Calendar} does not answer one query for everything: {exception.Message}");
            _run.QueryLost |= TokenRejection.IsLost(exception);
            return null;
        }

        // An empty answer proves nothing, and with half an answer the token would hide the other half; what was reported so far is recognised
        // by the ordinary way.
        if (_listed == 0 || _isCut) return null;
        await _application.ApplyAsync(
            System.Array.Empty<KeyValuePair<string, string?>>(), _toRead, null, assumeChanged: false, cancellationToken).ConfigureAwait(false);
        _run.Learned.IsSeeded = true;
        VerificationPolicy.SettleIdentity(_run, foundDifferences: true);
        await _run.CommitAsync(
            _run.Facts with
            {
                SyncToken = _run.HasUnreadMembers ? null : token,
                Mode = CalDavSyncMode.Initial,
                Strategy = CalDavSyncStrategy.SyncCollection,
                LastFullListing = _run.Clock.UtcNow,
            },
            cancellationToken).ConfigureAwait(false);
        return new SyncOutcome(CalDavSyncMode.Initial, CalDavSyncStrategy.SyncCollection);
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        bool isStale = _run.Calendar.ReadAt is { } read && _run.Clock.UtcNow - read > FreshTime;
        if (!isStale || _run.Profile is not { TokenIsCheap: true }) return _run.Calendar.SyncToken;
        return await CollectionProbe.ReadTokenAsync(_run, cancellationToken).ConfigureAwait(false) ?? _run.Calendar.SyncToken;
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Take(MultistatusRow row, CancellationToken cancellationToken)
    {
        if (row.IsCut) _isCut = true;
        if (row.IsGone || row.IsCut || row.IsCollection) return;
        if (_run.Address.Locate(row.Href, out string key) != MemberPlace.Member) return;
        var member = new ReportedMember(key, row.Href, row.ETag);
        _listed++;
        if (_listed % 500 == 0) _run.Progress("Reading items", _listed, null);
        if (row.CalendarData is { } text) _application.Writer.PresentText(new ItemBody(member, text, row.ETag, null), assumeChanged: false, cancellationToken);
        else if (_application.NeedsText(member)) _toRead.Add(member);
        else _application.Writer.Present(member, assumeChanged: false);
    }
}
