using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>Asks for one page of changes and sorts its rows (RFC 6578 section 3; quirks parts B and C).</summary>
internal sealed class SyncReport
{
    // Of an answer with texts so many characters are kept; what is beyond is read in batches as usual.
    private const int MostInlineText = 8 << 20;

    private readonly SyncRun _run;
    private bool _withoutLimit;
    private bool _triedOtherDepth;
    private bool _triedAgain;
    private int _inlineText;

    public SyncReport(SyncRun run) => _run = run;

    /// <summary>Requests the changes since a token; null for everything.</summary>
    /// <param name="onPresent">
    /// Takes members that are there as they arrive, instead of <see cref="SyncPage.Changes"/>; for listings whose size is that of the calendar.
    /// </param>
    /// <exception cref="CalDavException">The subclass says what went wrong.</exception>
    public async Task<SyncPage> RequestAsync(string? token, Action<ReportedMember>? onPresent, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
        }
        catch (ServerFailureException exception) when (exception.StatusCode == 500 && token is not null && !_triedAgain && !TokenRejection.IsCertain(exception))
        {
            // What fails once may not fail again; what fails twice may stumble over the token (Q06, Q08). Other failures were tried again already.
            _run.Log.Verbose($"{_run.Calendar} failed; asking once more. {exception.Message}");
            _triedAgain = true;
            return await RequestAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (_run.Request.PageSize > 0 && !_withoutLimit && ReportRefusal.IsAboutLimit(exception))
        {
            _run.Log.Verbose($"{_run.Calendar} refuses a page size ({exception.StatusCode}); asking without (Q36, Q37).");
            _withoutLimit = true;
        }
        catch (CalDavException exception) when (IsDeep && (token is null || !_run.Learned.IsDeep) && ReportRefusal.MayBeAboutLevel(exception, token, _run.State.Count))
        {
            return await AtLevelOneAsync(token, onPresent, exception, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (AsksForTexts(token) && TokenRejection.IsPossible(exception) && !TokenRejection.IsCertain(exception))
        {
            _run.Log.Verbose($"{_run.Calendar} refuses changes with their texts ({exception.StatusCode}); asking without.");
            _run.Learned.NoInlineData = true;
            return await RequestAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestRefusedException exception) when (exception.StatusCode == 400 && !_triedOtherDepth && !TokenRejection.IsCertain(exception))
        {
            SyncPage? page = await TryOtherDepthAsync(token, onPresent, exception, cancellationToken).ConfigureAwait(false);
            if (page is not null) return page;
            throw;
        }

        return await SendAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The limit the last request carried; 0 when it carried none.</summary>
    public int Limit => _withoutLimit ? 0 : _run.Request.PageSize;

    /// <summary>No further request asks for a page size.</summary>
    public void ForgetLimit() => _withoutLimit = true;

    /// <summary>A page of exactly the size asked for, without a mark, may have been cut in silence (Q38, Q39).</summary>
    public bool IsDistrusted(SyncPage page) => Limit > 0 && !page.IsTruncated && page.Members >= Limit;

    /// <summary>Members of folders below are asked for too.</summary>
    public bool IsDeep => Level == CalDavSyncLevel.Infinite;

    private CalDavSyncLevel Level => _run.Learned.LevelOne ? CalDavSyncLevel.One : _run.Request.Level;

    private string Depth => _run.Learned.DepthOne ? "1" : "0";

    private bool AsksForTexts(string? token) =>
        token is not null && _run.NeedsText && !_run.Request.UsePatch && _run.Profile?.InlineData == true && !_run.Learned.NoInlineData;

    private async Task<SyncPage?> TryOtherDepthAsync(string? token, Action<ReportedMember>? onPresent, CalDavException cause, CancellationToken cancellationToken)
    {
        _triedOtherDepth = true;
        _run.Learned.DepthOne = !_run.Learned.DepthOne;
        try
        {
            SyncPage page = await SendAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
            _run.Log.Verbose($"{_run.Calendar} wants Depth {Depth} for sync-collection; remembered.");
            return page;
        }
        catch (CalDavException second) when (TokenRejection.IsCertain(second))
        {
            throw;
        }
        catch (CalDavException second) when (TokenRejection.IsPossible(second))
        {
            _run.Learned.DepthOne = !_run.Learned.DepthOne;
            _run.Log.Verbose($"{_run.Calendar} refuses sync-collection with Depth 0 and 1: {cause.Message}");
            return null;
        }
    }

    // A token fits every level (RFC 6578 section 3.2), so that a refused level is no refused token; whether it was the level shows by asking.
    private async Task<SyncPage> AtLevelOneAsync(string? token, Action<ReportedMember>? onPresent, CalDavException cause, CancellationToken cancellationToken)
    {
        _run.Learned.LevelOne = true;
        try
        {
            SyncPage page = await RequestAsync(token, onPresent, cancellationToken).ConfigureAwait(false);
            _run.Log.Warning("levelOne", $"{_run.Calendar} refuses sync-level infinite ({cause.StatusCode}); only its direct members are synchronized (Q43).");
            return page;
        }
        catch (CalDavException)
        {
            _run.Learned.LevelOne = false;
            throw;
        }
    }

    private async Task<SyncPage> SendAsync(string? token, Action<ReportedMember>? onPresent, CancellationToken cancellationToken)
    {
        var page = new SyncPage();
        bool withTexts = AsksForTexts(token);
        _inlineText = 0;
        MultistatusAnswer answer = await _run.Requester.SendAsync(
            "REPORT",
            _run.Address.Uri,
            Depth,
            RequestBody.SyncCollection(token, Level, Limit, withTexts),
            "the changes of " + _run.Calendar,
            row => Sort(row, page, token is null, onPresent),
            cancellationToken,
            onWait: _run.Records.Release).ConfigureAwait(false);
        if (page.RejectionStatus is { } status) throw Rejection(status);
        page.Token = answer.End.SyncToken;
        page.IsTruncated |= answer.IsCut;
        if (withTexts && page.Changes.Count > 0 && page.Texts.Count == 0) _run.Learned.NoInlineData = true;
        if (answer.End.Skipped > 0) _run.Log.Verbose($"{answer.End.Skipped} rows had no address or no status and were left out (Q59).");
        return page;
    }

    // Xandikos wraps its refusals into a 207 (Q03).
    private SyncTokenRejectedException Rejection(int status) => new($"The server does not accept the sync token for {_run.Calendar} any more: {status} (valid-sync-token).")
    {
        Uri = _run.Address.Uri,
        Method = "REPORT",
        StatusCode = status,
        Conditions = new[] { "valid-sync-token" },
    };

    [MethodImpl(Compiled.AtOnce)]
    private void Sort(MultistatusRow row, SyncPage page, bool isFirst, Action<ReportedMember>? onPresent)
    {
        if (row.IsCut)
        {
            page.IsTruncated = true;
            if (!IsMember(row)) return;
        }

        if (row.Has("valid-sync-token"))
        {
            page.RejectionStatus = row.Status ?? row.PropstatStatus ?? 207;
            return;
        }

        MemberPlace place = _run.Address.Locate(row.Href, out string key);
        if (place == MemberPlace.Self) return;
        if (place == MemberPlace.Foreign)
        {
            _run.Log.Verbose($"A row for {row.Href} is not below {_run.Address.Uri.AbsolutePath} and was left out (Q12).");
            return;
        }

        if (row.Status is 403 or 405 && row.ETag is null)
        {
            _run.KeepUnreadable(key, row.Href, row.Status.Value);
            return;
        }

        page.Members++;
        if (row.IsGone) Gone(key, row, page, isFirst, streamed: onPresent is not null);
        else if (!row.IsCollection) Present(new ReportedMember(key, row.Href, row.ETag), row.CalendarData, page, onPresent);
    }

    // The mark on a member may be about that member alone (Q34), and the token of the answer would leave it behind.
    private bool IsMember(MultistatusRow row) =>
        _run.Address.Locate(row.Href, out string key) == MemberPlace.Member && (row.ETag is not null || _run.State.TryGet(key, out _));

    // In a first listing a removed member is no news (Radicale lists them all the same), unless the same answer named it as there.
    private void Gone(string key, MultistatusRow row, SyncPage page, bool isFirst, bool streamed)
    {
        // The first listing of all keeps its members in the state and not in the page.
        if (page.Present.Contains(key) || (streamed && isFirst && _run.State.TryGet(key, out _)))
        {
            page.Contested[key] = row.Href;
            page.Texts.Remove(key);
            if (!page.Changes.ContainsKey(key)) page.Changes[key] = new ReportedMember(key, row.Href, null);
        }
        else if (!isFirst)
        {
            page.Deletions[key] = row.Href;
        }
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Present(ReportedMember member, string? text, SyncPage page, Action<ReportedMember>? onPresent)
    {
        _run.State.MarkSeen(member.Key);
        if (onPresent is not null)
        {
            onPresent(member);
            return;
        }

        bool again = !page.Present.Add(member.Key);

        if (page.Deletions.Remove(member.Key)) page.Contested[member.Key] = member.Href;
        bool same = _run.State.TryGet(member.Key, out MemberState known) && EntityTag.Same(known.ETag, member.ETag);
        if (!same || page.Contested.ContainsKey(member.Key))
        {
            page.Changes[member.Key] = member;
            Keep(member, text, page);
            return;
        }

        page.Changes.Remove(member.Key);
        page.Texts.Remove(member.Key);
        if (again) return;
        page.Replays++;
        if (EntityTagShape.MayRestart(member.ETag) || _run.MayRepeatETags) page.Doubtful.Add(member);
        else _run.Tally.Unchanged++;
    }

    private void Keep(in ReportedMember member, string? text, SyncPage page)
    {
        page.Texts.Remove(member.Key);
        if (string.IsNullOrEmpty(text) || page.Contested.ContainsKey(member.Key) || _inlineText + text!.Length > MostInlineText) return;
        _inlineText += text.Length;
        page.Texts[member.Key] = text;
    }
}
