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
/// Reads most of a collection with one streamed calendar-query with data, many times cheaper than multigets. What the query leaves out is
/// the caller's to read otherwise, so that a filtering server costs time but never items (Q110, Q115, SOGo).
/// </summary>
internal sealed class BulkDownload
{
    private readonly SyncRun _run;

    public BulkDownload(SyncRun run) => _run = run;

    /// <summary>Hands out the bodies of wanted members as they stream in, and returns the members that did not come.</summary>
    public async Task<IReadOnlyList<ReportedMember>> FetchAsync(
        IReadOnlyList<ReportedMember> members,
        Action<ItemBody> onBody,
        CancellationToken cancellationToken)
    {
        var pending = new Dictionary<string, ReportedMember>(members.Count, StringComparer.Ordinal);
        foreach (ReportedMember member in members) pending[member.Key] = member;
        foreach (string? component in Filters())
        {
            int before = pending.Count;
            if (!await QueryAsync(component, pending, onBody, cancellationToken).ConfigureAwait(false)) break;
            bool enough = pending.Count * 2 < before || pending.Count < 50;
            if (enough && (component is null || pending.Count == 0)) break;
        }

        return new List<ReportedMember>(pending.Values);
    }

    // SOGo answers nothing to a filter of VCALENDAR alone and iCloud refuses it (Q110): then component by component.
    private IEnumerable<string?> Filters()
    {
        yield return null;
        if (_run.Calendar.Components.Count == 0) yield return "VEVENT";
        foreach (string component in _run.Calendar.Components) yield return component;
    }

    private async Task<bool> QueryAsync(
        string? component,
        Dictionary<string, ReportedMember> pending,
        Action<ItemBody> onBody,
        CancellationToken cancellationToken)
    {
        try
        {
            await _run.Requester.SendAsync(
                "REPORT",
                _run.Address.Uri,
                "1",
                RequestBody.Query(withData: true, component),
                "the items of " + _run.Calendar,
                row => Take(row, pending, onBody),
                cancellationToken,
                onWait: _run.Records.Release).ConfigureAwait(false);
            return true;
        }
        catch (CalDavException exception) when (TokenRejection.IsPossible(exception) || exception is QuotaExceededException || TokenRejection.IsLost(exception))
        {
            _run.Log.Verbose($"One query for all items of {_run.Calendar} failed; reading them in batches. {exception.Message}");
            _run.QueryLost |= TokenRejection.IsLost(exception);
            return component is null && !TokenRejection.IsLost(exception);
        }
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Take(MultistatusRow row, Dictionary<string, ReportedMember> pending, Action<ItemBody> onBody)
    {
        if (row.IsGone || row.CalendarData is not { } text || _run.Address.Locate(row.Href, out string key) != MemberPlace.Member) return;
        if (!pending.TryGetValue(key, out ReportedMember member)) return;
        pending.Remove(key);
        onBody(new ItemBody(member, text, row.ETag ?? member.ETag, null));
    }
}
