using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Http;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Sync;

/// <summary>Everything one run over one collection shares.</summary>
internal sealed class SyncRun
{
    private readonly Pace _pace = new();

    public SyncRun(SyncRequest request, CalDavClient client, ISyncState state, ISyncObserver observer, RequestContext context, IClock clock)
    {
        Request = request;
        Transport = client.Transport;
        Profile = client.Profile;
        Issued = client.Issued;
        State = state;
        Folders = new FolderMembers(state);
        Observer = observer;
        Records = new RecordRelay(state, observer);
        Context = context;
        Clock = clock;
        Started = clock.UtcNow;
        Address = new CollectionAddress(request.Calendar.Uri);
        Requester = new DavRequester(client.Transport, context, Address);
        Learned = new Learned(state.Facts.Learned);
        Degradations = new Degradations(this);
        Postponed = new PostponedMembers(Learned.Postponed);
        Facts = state.Facts;
        KeepsMap = request.SyncToken is null;
        FirstToken = state.Facts.SyncToken;
        IsFirst = state.IsNew || state.Facts.InitialIncomplete;
        Uncertain.TakeOver(state);
        Destination = request.Destination is null || request.DryRun ? null : new DestinationFolder(request.Destination);
    }

    public SyncRequest Request { get; }

    public CalDavCalendar Calendar => Request.Calendar;

    public IHttpTransport Transport { get; }

    /// <summary>The recognised server, or null. Only ever a hint.</summary>
    public CalDavServerProfile? Profile { get; }

    /// <summary>The tokens that earlier runs over the same connection gave.</summary>
    public IssuedTokens Issued { get; }

    public ISyncState State { get; }

    public ISyncObserver Observer { get; }

    public FolderMembers Folders { get; }

    public RecordRelay Records { get; }

    public RequestContext Context { get; }

    public IEngineLog Log => Context.Log;

    public IClock Clock { get; }

    public DateTimeOffset Started { get; }

    public CollectionAddress Address { get; }

    public DavRequester Requester { get; }

    public DestinationFolder? Destination { get; }

    public Learned Learned { get; }

    /// <summary>What does not work here and is left out for a while.</summary>
    public Degradations Degradations { get; }

    /// <summary>Why sync-collection did not lead to an end in this run, as a sentence.</summary>
    public string? SyncRefusal { get; set; }

    public UncertainMembers Uncertain { get; } = new();

    public PostponedMembers Postponed { get; }

    /// <summary>The texts read in this run, where patches are asked for.</summary>
    public PatchBases PatchBases { get; } = new();

    public SyncTally Tally { get; } = new();

    /// <summary>What the next commit writes; starts as what the last one wrote.</summary>
    public CollectionFacts Facts { get; set; }

    /// <summary>Nothing is remembered between runs: the caller keeps the token.</summary>
    public bool IsStateless => Request.SyncToken is not null;

    /// <summary>The token this run started from: the remembered texts are those of that moment.</summary>
    public string? FirstToken { get; }

    /// <summary>Members are remembered: in the state, or in a self-contained token.</summary>
    public bool KeepsMap { get; set; }

    /// <summary>No run has reached its end yet.</summary>
    public bool IsFirst { get; }

    /// <summary>Nothing is remembered for certain, so that everything there is will be reported.</summary>
    public bool KnowsNothing => State.Count == Uncertain.Count;

    /// <summary>Something the consumer was told is not settled: only a listing can.</summary>
    public bool MustVerify => Uncertain.Count > 0 || Learned.HasUncertain;

    /// <summary>Texts of changed items are needed.</summary>
    public bool NeedsText => Request.IncludeContent || Request.Destination is not null;

    /// <summary>Entity tags are not to be trusted here: texts decide, by their hashes.</summary>
    public bool ComparesContent => Request.Strategy == CalDavSyncStrategy.Content || MayRepeatETags;

    /// <summary>The server went back in time, or has another collection at the address: it may give out entity tags a second time.</summary>
    public bool MayRepeatETags { get; set; }

    /// <summary>A member could not be read: the token must not advance over it.</summary>
    public bool HasUnreadMembers { get; set; }

    /// <summary>One query for everything made the server drop the connection in this run; it would again.</summary>
    public bool QueryLost { get; set; }

    /// <summary>A token to try again next time, although this run falls back to a listing.</summary>
    public string? KeptToken { get; set; }

    /// <summary>The server names a member but lets nobody read it: what is remembered of it stays (Q48, Q68).</summary>
    public void KeepUnreadable(string key, string href, int status)
    {
        if (!State.MarkSeen(key))
        {
            // A folder that is not looked into any more has lost nothing (RFC 6578 section 3.3).
            foreach (string below in Folders.In(key)) State.MarkSeen(below);
        }

        Log.Warning("notTraversed:" + key, $"The server does not let {href} be synchronized ({status}); what is remembered of it stays (Q48, Q68).");
    }

    /// <summary>Waits until the consumer has every record, then makes the facts and all members durable.</summary>
    public async Task CommitAsync(CollectionFacts facts, CancellationToken cancellationToken)
    {
        Records.Release();
        await Observer.RecordsTakenAsync(cancellationToken).ConfigureAwait(false);
        if (Destination is null && Learned.Destination is not null && Tally.Differences > 0) Learned.DestinationIsBehind = true;
        Learned.Postponed = Postponed.ToText();
        if (Uncertain.Count > 0) Learned.HasUncertain = true;
        if (HasUnreadMembers) PatchBases.Forget(State);
        Facts = facts with { LastSync = Clock.UtcNow, Items = State.Count, Learned = Learned.ToDictionary() };
        Destination?.Flush();
        State.Commit(Facts);
    }

    public void Progress(string activity, int done, int? total) =>
        Observer.Progress(new SyncProgress(Calendar, activity, done, total) { Left = _pace.Left(activity, done, total, Clock.UtcNow) });
}
