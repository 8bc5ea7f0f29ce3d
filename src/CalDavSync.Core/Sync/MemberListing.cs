using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// Lists all members with their entity tags: PROPFIND Depth 1, else calendar-query (design section 5, point 2). Where PROPFIND is slow or fails, the
/// query comes first.
/// </summary>
internal sealed class MemberListing
{
    private static readonly string[] AllComponents = { "VEVENT", "VTODO", "VJOURNAL" };

    private readonly SyncRun _run;

    public MemberListing(SyncRun run) => _run = run;

    /// <summary>Takes the address of a member that the server names but lets nobody read, and the status; null: what is remembered of it stays.</summary>
    public Action<string, int>? OnUnreadable { get; init; }

    /// <summary>Hands out each member as it streams in; one member may come twice.</summary>
    public async Task ListAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        IsUnconfirmed = false;
        if (_run.Degradations.IsLeftOut(Degradations.Propfind))
        {
            await QueryAsync(onMember, cancellationToken).ConfigureAwait(false);
            IsUnconfirmed = true;
            return;
        }

        if (MayListByHint && await TryQueryAsync(onMember, cancellationToken).ConfigureAwait(false)) return;
        try
        {
            await PropfindAsync(onMember, cancellationToken).ConfigureAwait(false);
            _run.Degradations.Forget(Degradations.Propfind);
        }
        catch (CalDavException exception) when (IsNoAnswer(exception))
        {
            _run.Log.Verbose($"PROPFIND cannot list {_run.Calendar}; trying calendar-query. {exception.Message}");
            int named;
            try
            {
                named = await CountedQueryAsync(onMember, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException second) when (second is not (NotAuthenticatedException or ServerBusyException))
            {
                // The first failure is the plainer one: PROPFIND is what every server has.
                _run.Log.Verbose($"calendar-query cannot list {_run.Calendar} either. {second.Message}");
                throw exception;
            }

            // A server that merely fails may list by PROPFIND again a moment later, and then an empty answer proves nothing; a refusal will stay.
            bool mayPass = exception is ServerFailureException or UnexpectedAnswerException;
            if (named == 0 && mayPass) throw;
            IsUnconfirmed = mayPass;

            _run.Degradations.Note(Degradations.Propfind, "cannot be listed by PROPFIND", exception.Message, "Items are listed by calendar-query instead of PROPFIND.");
        }
    }

    /// <summary>
    /// The last listing is a query, because a profile says that PROPFIND is slow there or because PROPFIND failed now or lately: neither must decide
    /// what is gone (Q115, Q116).
    /// </summary>
    public bool IsUnconfirmed { get; private set; }

    // What only a query has named is confirmed by another kind of listing, and a run without memory has no later one that could.
    private bool MayListByHint => _run.Profile?.ListByQuery == true && !_run.Learned.IsSeeded && !_run.IsStateless;

    /// <summary>Lists by PROPFIND alone; false, and whatever it named before, where that does not work.</summary>
    public async Task<bool> TryPropfindAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        try
        {
            await PropfindAsync(onMember, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CalDavException exception) when (IsNoAnswer(exception) || exception is CalendarNotFoundException)
        {
            _run.Log.Verbose($"PROPFIND cannot list {_run.Calendar}. {exception.Message}");
            return false;
        }
    }

    /// <summary>
    /// Lists by sync-collection from the beginning; false, and whatever it named before, where that does not work. As independent of the search as
    /// PROPFIND, and cheap where that is slow.
    /// </summary>
    public async Task<bool> TryReportAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        var report = new SyncReport(_run);
        var progress = new PageProgress();
        progress.Begin(null);
        try
        {
            SyncPage page = await report.RequestAsync(null, onMember, cancellationToken).ConfigureAwait(false);
            int named = page.Members;
            while (page.IsTruncated)
            {
                progress.Advance(_run, page);
                page = await report.RequestAsync(page.Token, onMember, cancellationToken).ConfigureAwait(false);
                named += page.Members;
            }

            return named > 0;
        }
        catch (CalDavException exception) when (IsNoAnswer(exception))
        {
            _run.Log.Verbose($"sync-collection cannot list {_run.Calendar}. {exception.Message}");
            return false;
        }
    }

    /// <summary>Lists by calendar-query: first everything, then, when that is refused or empty, component by component (Q110, SOGo).</summary>
    public async Task QueryAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        int count = 0;
        void Counted(ReportedMember member)
        {
            count++;
            onMember(member);
        }

        CalDavException? refusal = null;
        try
        {
            await SendAsync("REPORT", RequestBody.Query(withData: false, null), Counted, cancellationToken).ConfigureAwait(false);
        }
        catch (CalendarNotFoundException)
        {
            // An empty calendar answers 404 to a query on Synology (Q112), and so does one that is gone.
            if (!await CollectionProbe.IsThereAsync(_run, cancellationToken).ConfigureAwait(false)) throw;
            return;
        }
        catch (CalDavException exception) when (IsRefusal(exception))
        {
            refusal = exception;
        }

        if (count == 0) await QueryComponentsAsync(Counted, refusal, cancellationToken).ConfigureAwait(false);
    }

    // A component that fails leaves a hole in the list, which must not be taken for deletions. Only where the calendar does not say what it
    // holds may a refusal mean that it holds none of the kind.
    private async Task QueryComponentsAsync(Action<ReportedMember> onMember, CalDavException? refusal, CancellationToken cancellationToken)
    {
        bool isDeclared = _run.Calendar.Components.Count > 0;
        bool answered = refusal is null;
        foreach (string component in isDeclared ? _run.Calendar.Components : AllComponents)
        {
            try
            {
                await SendAsync("REPORT", RequestBody.Query(withData: false, component), onMember, cancellationToken).ConfigureAwait(false);
                answered = true;
            }
            catch (CalDavException exception) when (!isDeclared && exception is (RequestRefusedException or AccessDeniedException))
            {
                _run.Log.Verbose($"{_run.Calendar} refuses to list {component}. {exception.Message}");
                refusal ??= exception;
            }
        }

        if (!answered) throw refusal!;
    }

    private async Task<int> CountedQueryAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        int named = 0;
        await QueryAsync(
            member =>
            {
                named++;
                onMember(member);
            },
            cancellationToken).ConfigureAwait(false);
        return named;
    }

    private async Task<bool> TryQueryAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        try
        {
            // An empty answer proves nothing, and PROPFIND of an empty calendar is slow nowhere.
            return IsUnconfirmed = await CountedQueryAsync(onMember, cancellationToken).ConfigureAwait(false) > 0;
        }
        catch (CalDavException exception) when (IsNoAnswer(exception))
        {
            _run.Log.Verbose($"calendar-query cannot list {_run.Calendar}; trying PROPFIND. {exception.Message}");
            return false;
        }
    }

    private Task PropfindAsync(Action<ReportedMember> onMember, CancellationToken cancellationToken) =>
        SendAsync("PROPFIND", RequestBody.Propfind(DavName.GetETag, DavName.ResourceType), onMember, cancellationToken);

    private static bool IsNoAnswer(CalDavException exception) =>
        exception is RequestRefusedException or AccessDeniedException or ServerFailureException or UnexpectedAnswerException;

    private static bool IsRefusal(CalDavException exception) =>
        exception is RequestRefusedException or AccessDeniedException or ServerFailureException;

    private async Task SendAsync(string method, byte[] body, Action<ReportedMember> onMember, CancellationToken cancellationToken)
    {
        bool isCut = false;
        MultistatusAnswer answer = await _run.Requester.SendAsync(
            method,
            _run.Address.Uri,
            "1",
            body,
            "the items of " + _run.Calendar,
            row =>
            {
                if (row.IsCut) isCut = true;
                else Sort(row, onMember);
            },
            cancellationToken,
            onWait: _run.Records.Release).ConfigureAwait(false);
        if (!isCut && !answer.IsCut) return;

        // What is missing from half a list must not be taken for deleted.
        throw new UnexpectedAnswerException($"The server cut its list of the items of {_run.Calendar} (507), so that it cannot be told what is gone.")
        {
            Uri = _run.Calendar.Uri,
            Method = method,
            StatusCode = 507,
        };
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Sort(MultistatusRow row, Action<ReportedMember> onMember)
    {
        if (row.IsGone || row.IsCollection || _run.Address.Locate(row.Href, out string key) != MemberPlace.Member) return;
        if (row.Status is not (403 or 405)) onMember(new ReportedMember(key, row.Href, row.ETag));
        else if (OnUnreadable is not null) OnUnreadable(row.Href, row.Status.Value);
        else _run.KeepUnreadable(key, row.Href, row.Status.Value);
    }
}
