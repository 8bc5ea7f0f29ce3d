using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// Reads one batch by calendar-multiget and reconciles the answer with what was asked: members left out are asked for again in smaller
/// batches, then by GET; one bad member never costs the others (Q103 to Q109).
/// </summary>
internal sealed class MultigetBatch
{
    // A batch that was lost in spite of all retries is halved; waiting again at each half would only add up.
    private const int RetriesAfterLoss = 0;

    private readonly SyncRun _run;
    private readonly ItemDownload _download;
    private readonly ConcurrentDictionary<string, ItemBody> _doubtful = new(StringComparer.Ordinal);

    /// <summary>Ask for patches; null: for whole texts.</summary>
    public CalendarPatches? Patches { get; set; }

    public MultigetBatch(SyncRun run)
    {
        _run = run;
        _download = new ItemDownload(run);
    }

    /// <summary>One body for each member, in the order of the members.</summary>
    /// <param name="isAlone">No other request is under way, so that a failure of the server has another reason than too many at once.</param>
    public async Task<IReadOnlyList<ItemBody>> FetchAsync(
        IReadOnlyList<ReportedMember> members,
        bool hasMultiget,
        bool isAlone,
        CancellationToken cancellationToken)
    {
        var bodies = new Dictionary<string, ItemBody>(members.Count, StringComparer.Ordinal);
        IReadOnlyList<ReportedMember> missing = members;
        if (hasMultiget && !_run.Degradations.IsLeftOut(Degradations.Multiget))
        {
            missing = await ReportAsync(members, bodies, isAlone, cancellationToken).ConfigureAwait(false);
        }

        foreach (ReportedMember member in missing)
        {
            bodies[member.Key] = Chosen(await _download.GetAsync(member, cancellationToken).ConfigureAwait(false));
        }

        var ordered = new List<ItemBody>(members.Count);
        foreach (ReportedMember member in members)
        {
            if (bodies.TryGetValue(member.Key, out ItemBody body)) ordered.Add(body);
        }

        return ordered;
    }

    // A text with a replacement character is what there is where items cannot be read by GET (Lark, Zimbra); one that GET shows to be no UTF-8 is not.
    private ItemBody Chosen(ItemBody read)
    {
        bool isRefused = read is { Text: null, IsCollection: false } && read.Error is null or RequestRefusedException or AccessDeniedException or ServerFailureException;
        if (!_doubtful.TryRemove(read.Member.Key, out ItemBody doubtful) || !isRefused) return read;
        _run.Log.Verbose($"{read.Member.Href} cannot be read by GET; where its text has a replacement character, another one may have been lost.");
        return doubtful;
    }

    // Returns the members that still have no text.
    private async Task<IReadOnlyList<ReportedMember>> ReportAsync(
        IReadOnlyList<ReportedMember> members,
        Dictionary<string, ItemBody> bodies,
        bool isAlone,
        CancellationToken cancellationToken,
        bool isAfterLoss = false)
    {
        var missing = new Dictionary<string, ReportedMember>(StringComparer.Ordinal);
        foreach (ReportedMember member in members) missing[member.Key] = member;
        int before = missing.Count;
        // Another batch may find out meanwhile that patches are refused.
        CalendarPatches? patches = Patches;
        CalDavException? failure = await SendAsync(members, missing, bodies, patches, isAfterLoss, cancellationToken).ConfigureAwait(false);
        if (failure is not null && patches is not null)
        {
            failure = await WithoutPatchesAsync(members, missing, bodies, failure, cancellationToken).ConfigureAwait(false);
        }

        var rest = new List<ReportedMember>(missing.Values);
        if (rest.Count == 0) return rest;
        if (failure is ServerFailureException && !isAlone)
        {
            foreach (ReportedMember member in rest) bodies[member.Key] = new ItemBody(member, null, null, failure);
            return Array.Empty<ReportedMember>();
        }

        int answered = before - rest.Count;
        if (failure is null && answered > 0 && rest.Count > 3 && answered < before)
        {
            _run.Log.Verbose($"A multiget for {before} items of {_run.Calendar} answered {answered}; asking again for the others (Q103).");
            if (answered >= 10) _run.Learned.BatchLimit = answered;
            return await ReportAsync(rest, bodies, isAlone, cancellationToken, isAfterLoss).ConfigureAwait(false);
        }

        bool isLost = failure is not null && TokenRejection.IsLost(failure);
        if (isLost && rest.Count == 1)
        {
            bodies[rest[0].Key] = Chosen(await _download.GetAsync(rest[0], cancellationToken, RetriesAfterLoss).ConfigureAwait(false));
            return Array.Empty<ReportedMember>();
        }

        if (failure is null || rest.Count == 1) return rest;
        _run.Log.Verbose($"A multiget for {before} items of {_run.Calendar} failed; trying halves. {failure.Message}");
        return await HalvesAsync(rest, bodies, failure, isAlone, cancellationToken).ConfigureAwait(false);
    }

    // A server that does not know the preference ignores it, but one may refuse the type of text that goes with it (supported-calendar-data,
    // RFC 4791 section 9.6) or the token; that says nothing against the report.
    private async Task<CalDavException?> WithoutPatchesAsync(
        IReadOnlyList<ReportedMember> members,
        Dictionary<string, ReportedMember> missing,
        Dictionary<string, ItemBody> bodies,
        CalDavException failure,
        CancellationToken cancellationToken)
    {
        if (TokenRejection.IsLost(failure)) return failure;
        _run.Log.Verbose($"{_run.Calendar} does not answer with patches; asking for whole items. {failure.Message}");
        Patches = null;
        CalDavException? second = await SendAsync(members, missing, bodies, patches: null, isAfterLoss: false, cancellationToken).ConfigureAwait(false);
        if (second is null && failure is not SyncTokenRejectedException)
        {
            _run.Degradations.Note(Degradations.Patches, "gives no calendar patches", failure.Message, "Whole items are read instead.");
        }

        return second;
    }

    private async Task<IReadOnlyList<ReportedMember>> HalvesAsync(
        List<ReportedMember> members,
        Dictionary<string, ItemBody> bodies,
        CalDavException failure,
        bool isAlone,
        CancellationToken cancellationToken)
    {
        int middle = members.Count / 2;
        bool isLost = TokenRejection.IsLost(failure);
        List<ReportedMember> second = members.GetRange(middle, members.Count - middle);
        var rest = new List<ReportedMember>();
        rest.AddRange(await ReportAsync(members.GetRange(0, middle), bodies, isAlone, cancellationToken, isLost).ConfigureAwait(false));
        int failed = rest.Count;
        if (_run.Degradations.IsLeftOut(Degradations.Multiget)) rest.AddRange(second);
        else rest.AddRange(await ReportAsync(second, bodies, isAlone, cancellationToken, isLost).ConfigureAwait(false));
        // Two small ones that failed say that the report does not work; one can be one bad item. A 404 is the answer of sabre/dav 1.8 to one
        // missing member and says nothing against the report, and neither does a broken connection.
        bool refusesSmall = middle <= 2 && failed > 0 && rest.Count == members.Count && bodies.Count == 0;
        if (refusesSmall && !isLost && failure is not CalendarNotFoundException)
        {
            _run.Degradations.Note(Degradations.Multiget, "gives no items by calendar-multiget", failure.Message, "Items are read one by one instead.");
        }

        return rest;
    }

    private async Task<CalDavException?> SendAsync(
        IReadOnlyList<ReportedMember> members,
        Dictionary<string, ReportedMember> missing,
        Dictionary<string, ItemBody> bodies,
        CalendarPatches? patches,
        bool isAfterLoss,
        CancellationToken cancellationToken)
    {
        var hrefs = new List<string>(members.Count);
        foreach (ReportedMember member in members) hrefs.Add(_run.Address.Sendable(member.Href));
        try
        {
            await _run.Requester.SendAsync(
                "REPORT",
                _run.Address.Uri,
                "1",
                RequestBody.Multiget(hrefs, patch: patches is not null),
                "the items of " + _run.Calendar,
                row =>
                {
                    bool unmodified = patches is not null && row.StatusOf(DavName.CalendarData) == 304;
                    string? text = unmodified ? string.Empty : row.CalendarData;
                    if (row.IsGone || _run.Address.Locate(row.Href, out string key) != MemberPlace.Member) return;
                    if (!missing.TryGetValue(key, out ReportedMember member)) return;
                    if (row.DoubtfulCalendarData is { } doubtful) _doubtful[key] = new ItemBody(member, doubtful, row.ETag ?? member.ETag, null);
                    if (text is null) return;
                    missing.Remove(key);
                    bodies[key] = new ItemBody(member, text, row.ETag ?? member.ETag, null) { IsUnmodified = unmodified };
                },
                cancellationToken,
                patches?.Headers,
                isAfterLoss ? RetriesAfterLoss : null).ConfigureAwait(false);
            _download.ServerAnswered();
            return null;
        }
        catch (CalDavException exception) when (
            TokenRejection.IsPossible(exception) || exception is QuotaExceededException || TokenRejection.IsLost(exception)
            || (patches is not null && exception is SyncTokenRejectedException))
        {
            return exception;
        }
    }
}
