using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Sync;

/// <summary>Runs one collection: chooses the rung of the ladder, degrades with one warning, and closes with the token record.</summary>
internal sealed class SyncEngine
{
    private readonly CalDavClient _client;
    private readonly IClock _clock;

    public SyncEngine(CalDavClient client, IClock clock)
    {
        _client = client;
        _clock = clock;
    }

    /// <summary>Reports everything that changed since the last run, commits, and reports the token last.</summary>
    /// <exception cref="CalDavException">The run could not be completed; the state is that of the last commit.</exception>
    public async Task<CalDavSyncToken> RunAsync(SyncRequest request, ISyncObserver observer, IEngineLog log, CancellationToken cancellationToken)
    {
        RequireFittingToken(request);
        var context = new RequestContext(log);
        using ISyncState state = OpenState(request);
        var run = new SyncRun(request, _client, state, observer, context, _clock);
        string? previous = run.IsStateless ? Emptied(request.SyncToken) : state.Facts.SyncToken;
        DestinationFill.NoteBeginning(run);
        SyncOutcome outcome;
        try
        {
            outcome = await RunRungsAsync(run, cancellationToken).ConfigureAwait(false);
            outcome = await PostponedRetry.RunAsync(run, outcome, cancellationToken).ConfigureAwait(false);
            await new DestinationFill(run).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException)
        {
            // What was found before the failure is told all the same; the next run tells it again.
            run.Records.Release();
            throw;
        }

        CalDavSyncToken token = Token(run, outcome, previous);
        _client.Issued.Note(request.Calendar.Uri, token.SyncToken, token.Timestamp);
        log.Verbose($"{request.Calendar}: {token}, {token.Requests} {(token.Requests == 1 ? "request" : "requests")}.");
        if (request.Kinds is null || Contains(request, CalDavRecordKind.Token)) observer.Take(new[] { token });
        await observer.RecordsTakenAsync(cancellationToken).ConfigureAwait(false);
        return token;
    }

    // A listing knows nothing of what a server's token stands for, and would report everything as new.
    private static void RequireFittingToken(SyncRequest request)
    {
        bool isListing = request.Strategy is CalDavSyncStrategy.Listing or CalDavSyncStrategy.Content;
        if (!isListing || string.IsNullOrEmpty(request.SyncToken) || SnapshotToken.IsSnapshot(request.SyncToken!)) return;
        throw new SyncTokenRejectedException(
            $"The sync token given for {request.Calendar} is one of its server; -Strategy {request.Strategy} can only continue from a token that begins with '{SnapshotToken.Prefix}'.")
        {
            Uri = request.Calendar.Uri,
        };
    }

    private async Task<SyncOutcome> RunRungsAsync(SyncRun run, CancellationToken cancellationToken)
    {
        if (UsesSyncCollection(run))
        {
            SyncOutcome? outcome = await new SyncCollectionStrategy(run).RunAsync(cancellationToken).ConfigureAwait(false);
            if (outcome is { } done) return done;
            string why = run.SyncRefusal ?? "The answer holds no sync token.";
            if (run.Request.Strategy == CalDavSyncStrategy.SyncCollection)
            {
                throw new SyncNotSupportedException($"{run.Calendar} does not answer sync-collection (RFC 6578): {why}") { Uri = run.Calendar.Uri };
            }

            if (run.IsStateless && !string.IsNullOrEmpty(run.Request.SyncToken))
            {
                throw new SyncTokenRejectedException($"{run.Calendar} gave no new token for the sync token that was given: {why}") { Uri = run.Calendar.Uri };
            }

            run.Degradations.Note(Degradations.SyncCollection, "gives no changes by sync-collection", why, "All items are listed and compared instead.", IsOffered(run));
        }

        return await new ListingStrategy(run).RunAsync(run.KeptToken, cancellationToken).ConfigureAwait(false);
    }

    private static bool UsesSyncCollection(SyncRun run)
    {
        if (run.Request.SyncToken is { } given && SnapshotToken.IsSnapshot(given)) return false;
        switch (run.Request.Strategy)
        {
            case CalDavSyncStrategy.SyncCollection:
                return true;
            case CalDavSyncStrategy.Listing:
            case CalDavSyncStrategy.Content:
                return false;
            default:
                if (run.IsStateless && !string.IsNullOrEmpty(run.Request.SyncToken)) return true;
                if (run.Facts.SyncToken is not null) return true;
                return StartsWithTokens(run.Calendar, run.Profile) && !run.Degradations.IsLeftOut(Degradations.SyncCollection);
        }
    }

    // A collection that was merely tried, because it lists no reports or because of its profile, has promised nothing.
    private static bool IsOffered(SyncRun run) => run.Calendar.SupportsSync || run.Calendar.SyncToken is not null || run.FirstToken is not null;

    /// <summary>A first sync that may choose tries sync-collection: the collection may have it, and the profile knows nothing against it.</summary>
    public static bool StartsWithTokens(CalDavCalendar calendar, CalDavServerProfile? profile)
    {
        if (profile?.Strategy is CalDavSyncStrategy.Listing or CalDavSyncStrategy.Content) return false;
        return profile?.Strategy == CalDavSyncStrategy.SyncCollection || calendar.SupportsSync || calendar.Reports.Count == 0 || calendar.SyncToken is not null;
    }

    private ISyncState OpenState(SyncRequest request)
    {
        if (request.SyncToken is { } token)
        {
            return SnapshotToken.IsSnapshot(token) ? SnapshotToken.Decode(request.Calendar.Uri, token) : new InMemorySyncState();
        }

        var store = new SyncStateStore(request.StatePath ?? SyncStateStore.DefaultFolder, _clock);
        var key = new StateKey(request.Calendar.Uri, _client.Connection.UserName);
        return request.DryRun ? store.OpenReadOnly(key) : store.Open(key);
    }

    private static CalDavSyncToken Token(SyncRun run, SyncOutcome outcome, string? previous)
    {
        bool snapshot = run.IsStateless && outcome.Strategy != CalDavSyncStrategy.SyncCollection;
        return new CalDavSyncToken(run.Calendar, run.Clock.UtcNow)
        {
            SyncToken = snapshot ? SnapshotToken.Encode(run.Calendar.Uri, run.State) : run.Facts.SyncToken ?? (run.IsStateless ? run.Request.SyncToken : null),
            PreviousToken = previous,
            Mode = outcome.Mode,
            Strategy = outcome.Strategy,
            Added = run.Tally.Added,
            Changed = run.Tally.Changed,
            Deleted = run.Tally.Deleted,
            Unchanged = run.Tally.Unchanged,
            Failed = run.Tally.Failed,
            Repaired = run.Tally.Repaired,
            Requests = run.Context.Requests,
            BytesReceived = run.Context.BytesReceived,
            Duration = run.Clock.UtcNow - run.Started,
        };
    }

    private static bool Contains(SyncRequest request, CalDavRecordKind kind)
    {
        foreach (CalDavRecordKind wanted in request.Kinds!)
        {
            if (wanted == kind) return true;
        }

        return false;
    }

    private static string? Emptied(string? token) => string.IsNullOrEmpty(token) ? null : token;
}
