using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Support;

/// <summary>Finds out how well a server can be synchronized. Reads only, unless told to write.</summary>
internal sealed class SupportProbe
{
    // Cleaning up goes on after Ctrl+C, but not forever.
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(30);

    private readonly CalDavClient _client;
    private readonly IClock _clock;
    private readonly RequestContext _context;
    private readonly List<CalDavSupportCheck> _checks = new();
    private readonly SupportFacts _facts = new();
    private readonly List<string> _leftovers = new();
    private CalDavCalendar? _tested;
    private ScratchItems? _items;

    public SupportProbe(CalDavClient client, RequestContext context, IClock clock)
    {
        _client = client;
        _context = context;
        _clock = clock;
    }

    /// <summary>Receives the name of each check when it is done.</summary>
    public Action<string>? OnCheck { get; init; }

    /// <summary>A result for a server that could not even be connected to.</summary>
    public static SupportReport Unreachable(Uri uri, CalDavException failure, RequestContext context, TimeSpan duration) => new(
        new CalDavSyncSupport(uri)
        {
            Server = uri.IsAbsoluteUri ? uri.Host : uri.OriginalString,
            Error = failure.Message,
            Requests = context.Requests,
            Duration = duration,
        },
        failure);

    /// <summary>Runs the checks. What goes wrong with the server is part of the result and no exception.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was made on the server was removed before.</exception>
    public async Task<SupportReport> RunAsync(SupportRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset started = _clock.UtcNow;
        CalDavException? failure = null;
        CalDavCalendar? shown = request.Calendar;
        try
        {
            IReadOnlyList<CalDavCalendar> calendars = await ListAsync(request, cancellationToken).ConfigureAwait(false);
            CalDavCalendar? candidate = request.Calendar ?? calendars.FirstOrDefault(calendar => !calendar.IsSubscribed) ?? calendars.FirstOrDefault();
            shown = await TestAsync(request, candidate, calendars, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception)
        {
            failure = exception;
        }

        return new SupportReport(Result(request, shown, failure, _clock.UtcNow - started), failure ?? _facts.WriteFailure);
    }

    private async Task<IReadOnlyList<CalDavCalendar>> ListAsync(SupportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.ListCalendarsAsync(_context, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (request.Calendar is not null && exception is not NotAuthenticatedException)
        {
            _context.Log.Verbose($"The other calendars cannot be listed: {exception.Message}");
            return Array.Empty<CalDavCalendar>();
        }
    }

    // Returns the calendar to show in the result.
    private async Task<CalDavCalendar?> TestAsync(
        SupportRequest request,
        CalDavCalendar? calendar,
        IReadOnlyList<CalDavCalendar> calendars,
        CancellationToken cancellationToken)
    {
        string name = ScratchCalendar.NewName(_clock);
        if (!request.Write || request.Calendar is not null)
        {
            if (calendar is null) throw new CalendarNotFoundException("There is no calendar to test; make one, or use -IncludeWriteTest.") { Uri = _client.Connection.Uri };
            await TestGivenAsync(calendar, request.Write ? name : null, OtherToken(calendars, calendar), cancellationToken).ConfigureAwait(false);
            return calendar;
        }

        ScratchCalendar scratch = ScratchCalendar.In(_client.Connection.HomeSet ?? _client.Connection.Uri, name, _client.Transport, _context);
        try
        {
            await scratch.MakeAsync(_client, cancellationToken).ConfigureAwait(false);
            _checks.Add(new CalDavSupportCheck("Calendar made", scratch.Calendar is not null, false, scratch.Story, "RFC 4791 section 5.3.1, RFC 5689, Q153"));
            if (scratch.Calendar is { } made)
            {
                await WriteAsync(made, name, OtherToken(calendars, made), cancellationToken).ConfigureAwait(false);
                return null;
            }
        }
        finally
        {
            if (scratch.MayExist) await CleanUpAsync(token => RemoveAsync(scratch, token), scratch.Address.Uri).ConfigureAwait(false);
        }

        _facts.ScratchRefused = true;
        _facts.WriteFailure = WriteTestFailure.Of(scratch);
        if (calendar is null) throw new CalendarNotFoundException($"There is no calendar to test, and none can be made. {scratch.Story}") { Uri = _client.Connection.Uri };
        await ReadAsync(Begin(calendar), OtherToken(calendars, calendar), cancellationToken).ConfigureAwait(false);
        return calendar;
    }

    private static string? OtherToken(IReadOnlyList<CalDavCalendar> calendars, CalDavCalendar tested) =>
        calendars.FirstOrDefault(other => other.Uri != tested.Uri && other.SyncToken is not null)?.SyncToken;

    private async Task TestGivenAsync(CalDavCalendar calendar, string? series, string? foreignToken, CancellationToken cancellationToken)
    {
        if (series is null)
        {
            await ReadAsync(Begin(calendar), foreignToken, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await WriteAsync(calendar, series, foreignToken, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await CleanUpAsync(RemoveItemsAsync, calendar.Uri).ConfigureAwait(false);
        }
    }

    private ProbeRun Begin(CalDavCalendar calendar)
    {
        _tested = calendar;
        return new ProbeRun(calendar, _client.Transport, _context, _clock, _checks, _facts) { OnCheck = OnCheck };
    }

    private async Task WriteAsync(CalDavCalendar calendar, string series, string? foreignToken, CancellationToken cancellationToken)
    {
        ProbeRun run = Begin(calendar);
        _items = new ScratchItems(run, series);
        var writing = new WritingChecks(run, _items);
        bool filled = await writing.FillAsync(cancellationToken).ConfigureAwait(false);
        await ReadAsync(run, foreignToken, cancellationToken).ConfigureAwait(false);
        if (!filled) return;
        string? staleToken = run.Token;
        if (_facts.TokensWork) await new ChangeChecks(run, _items).RunAsync(cancellationToken).ConfigureAwait(false);
        await writing.CheckIfTokenAsync(staleToken, cancellationToken).ConfigureAwait(false);
        await writing.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // Where calendars cannot be deleted (Robur, Synology) at least the items go.
    private async Task<bool> RemoveAsync(ScratchCalendar scratch, CancellationToken cancellationToken)
    {
        if (await scratch.RemoveAsync(cancellationToken).ConfigureAwait(false)) return true;
        await RemoveItemsAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> RemoveItemsAsync(CancellationToken cancellationToken) =>
        _items is null || (await _items.RemoveAllAsync(cancellationToken).ConfigureAwait(false)).Count == 0;

    private async Task ReadAsync(ProbeRun run, string? foreignToken, CancellationToken cancellationToken)
    {
        await new CalendarPropertyChecks(run).RunAsync(_client.Connection.Authentication, cancellationToken).ConfigureAwait(false);
        await new FirstSyncChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);
        if (_facts.TokensWork)
        {
            await new TokenChecks(run).RunAsync(foreignToken, cancellationToken).ConfigureAwait(false);
            await new ReportVariationChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        await new ReadingChecks(run).RunAsync(_client.Profile?.ListByQuery == true, hasFreshItems: _items is not null, cancellationToken).ConfigureAwait(false);
    }

    // Runs after a cancellation too, with a time of its own.
    private async Task CleanUpAsync(Func<CancellationToken, Task<bool>> remove, Uri what)
    {
        using var time = new CancellationTokenSource(CleanUpTime);
        bool removed = false;
        try
        {
            removed = await remove(time.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CalDavException or OperationCanceledException)
        {
            _context.Log.Verbose($"Cleaning up {what} failed: {exception.Message}");
        }

        if (removed) return;
        _leftovers.Add($"What the test made at {what} could not be removed; remove it by hand.");
        _checks.Add(new CalDavSupportCheck("Cleaned up", false, false, _leftovers[_leftovers.Count - 1], "RFC 4918 section 9.6, Q142"));
        _context.Log.Warning("leftover:" + what, _leftovers[_leftovers.Count - 1]);
    }

    private CalDavSyncSupport Result(SupportRequest request, CalDavCalendar? shown, CalDavException? failure, TimeSpan duration)
    {
        CalDavServerProfile? profile = _client.Profile;
        CalDavConnection connection = _client.Connection;
        var support = new CalDavSyncSupport(request.Address ?? request.Calendar?.Uri ?? connection.Uri)
        {
            Server = connection.Server.Length > 0 ? connection.Server : connection.Uri.Host,
            Profile = profile?.Name,
            Calendar = shown,
            Checks = _checks.ToArray(),
            Advice = _leftovers.ToArray(),
            Error = (failure ?? _facts.WriteFailure)?.Message,
            Requests = _context.Requests,
            Duration = duration,
        };
        if (failure is not null || _tested is null) return support;
        support.Verdict = SupportVerdict.Of(_facts);
        support.Strategy = SupportVerdict.Strategy(_facts, SyncEngine.StartsWithTokens(_tested, profile));
        support.Level = SupportVerdict.Level(support.Strategy);
        support.SyncCollection = _facts.TokensWork;
        support.CTag = _facts.CTag;
        support.ETag = _facts.ETag;
        support.Multiget = _facts.Multiget;
        support.CalendarQuery = _facts.CalendarQuery;
        support.DeletionReported = _facts.DeletionReported;
        support.TokenAdvances = _facts.TokenAdvances;
        support.InvalidTokenRejected = _facts.InvalidToken == InvalidTokenAnswer.NotTried ? null : _facts.InvalidToken == InvalidTokenAnswer.Refused;
        support.LimitHonoured = _facts.LimitHonoured;
        support.Advice = SupportAdvice.From(_facts, support.Verdict, support.Strategy, profile).Concat(_leftovers).ToArray();
        return support;
    }
}
