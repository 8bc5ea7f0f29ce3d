using System.Runtime.CompilerServices;
using System.Threading;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>Turns what was found into records, files and remembered members. Called from one thread at a time.</summary>
internal sealed class RecordWriter
{
    private readonly SyncRun _run;

    public RecordWriter(SyncRun run) => _run = run;

    /// <summary>
    /// The member is there. Nothing happens when it is known with the same version; otherwise it is reported as added or changed.
    /// </summary>
    /// <param name="assumeChanged">Stateless and without memory of members: everything reported counts as changed.</param>
    [MethodImpl(Compiled.AtOnce)]
    public void Present(in ReportedMember member, bool assumeChanged)
    {
        bool known = _run.State.TryGet(member.Key, out MemberState old);
        if (known && (IsSameVersion(old, member.ETag) || IsToldBefore(old, member.ETag)))
        {
            _run.State.MarkSeen(member.Key);
            _run.Tally.Unchanged++;
            return;
        }

        Remember(member, member.ETag, hash: null, uid: old.Uid);
        Emit(member, member.ETag, IsChange(known, old, assumeChanged), text: null, path: null, facts: null);
    }

    /// <summary>The member is there and its text was read: an unchanged text under a new entity tag is no change (Q95, Q169).</summary>
    [MethodImpl(Compiled.AtOnce)]
    public void PresentText(in ItemBody body, bool assumeChanged, CancellationToken cancellationToken)
    {
        string text = body.Text!;
        ReportedMember member = body.Member;
        _run.Postponed.Resolve(member.Href);
        bool known = _run.State.TryGet(member.Key, out MemberState old);
        string hash = ContentHash.Of(text);
        ItemFacts facts = ItemReader.Read(text);
        bool sameVersion = IsSameVersion(old, body.ETag) && !EntityTagShape.MayRestart(body.ETag);
        bool unchanged = known && (old.Hash == hash || (old.Hash is null && sameVersion) || IsToldBefore(old, body.ETag));
        bool isBase = !_run.Request.UsePatch || _run.PatchBases.Take(member, body.ETag);
        Remember(member, body.ETag, isBase ? hash : null, facts.Uid);
        if (!unchanged || _run.Destination is not null) _run.Records.Announce(new Announcement(member.Key, member.Href, IsRemoval: false));
        if (_run.Destination is not null) _run.Records.SettleAnnouncements();
        string? path = _run.Destination?.WriteAsync(member.Key, text, cancellationToken).GetAwaiter().GetResult();
        if (unchanged)
        {
            _run.Tally.Unchanged++;
            return;
        }

        Emit(member, body.ETag, IsChange(known, old, assumeChanged), text, path, facts);
        if (IsInvalid(text)) ReportInvalid(member, text);
    }

    /// <summary>
    /// The member is gone. One that is not remembered is no news in stateful mode (design section 5, point 8), nor in a stateless run from the
    /// beginning, which has told everything there is.
    /// </summary>
    /// <param name="href">The address as received; null to spell it from memory.</param>
    public bool Gone(string key, string? href)
    {
        bool known = _run.State.TryGet(key, out MemberState old);
        // As the item was told before: servers spell addresses differently in different answers, and consumers keep them.
        string address = known ? old.Href ?? _run.Address.HrefFromKey(key) : href ?? _run.Address.HrefFromKey(key);
        _run.Postponed.Resolve(href ?? address);
        if (!known && (_run.KeepsMap || string.IsNullOrEmpty(_run.Request.SyncToken)))
        {
            // A state that was restored from a backup does not know all that later runs wrote.
            _run.Destination?.Remove(key);
            return false;
        }

        _run.State.Remove(key);
        if (known && (_run.Destination is null || _run.Learned.HasOtherFolders(_run.Clock.UtcNow))) _run.Learned.NoteLeftFile(key, isUncertain: UncertainMembers.IsMarked(old));
        _run.Uncertain.Resolve(key);
        _run.Records.Announce(new Announcement(key, address, IsRemoval: true));
        if (_run.Destination is not null) _run.Records.SettleAnnouncements();
        _run.Tally.Deleted++;
        string? text = _run.Destination?.Read(key);
        ItemFacts? facts = text is null ? null : ItemReader.Read(text);
        string? path = _run.Destination?.Remove(key);
        if (Wants(CalDavRecordKind.Deleted))
        {
            var deletion = new CalDavDeletion(_run.Calendar, address, _run.Clock.UtcNow)
            {
                Uid = facts?.Uid ?? old.Uid,
                Summary = facts?.Summary,
                Start = facts?.Start,
                Path = path,
            };
            _run.Records.Add(deletion, textLength: 0);
        }

        return true;
    }

    public void Failed(in ReportedMember member, System.Exception error)
    {
        _run.Tally.Failed++;
        _run.HasUnreadMembers = true;
        _run.Records.Release();
        _run.Observer.ItemFailed(_run.Calendar, member.Href, error);
    }

    private static bool IsChange(bool known, in MemberState old, bool assumeChanged) =>
        (known && !UncertainMembers.IsToldOrNew(old)) || assumeChanged;

    // Without tag and hash it can only have been told by this run, before its text was needed.
    private static bool IsToldBefore(in MemberState old, string? etag) => old.Hash is null && old.ETag is null && etag is null;

    private static bool IsSameVersion(in MemberState old, string? etag) => EntityTag.Same(old.ETag, etag);

    [MethodImpl(Compiled.AtOnce)]
    private void Remember(in ReportedMember member, string? etag, string? hash, string? uid)
    {
        string? href = _run.Address.Spells(member.Key, member.Href) ? null : member.Href;
        _run.State.Put(member.Key, new MemberState(etag, hash, uid, href));
        _run.Folders.Note(member.Key);
        _run.Uncertain.Resolve(member.Key);
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Emit(in ReportedMember member, string? etag, bool changed, string? text, string? path, ItemFacts? facts)
    {
        CalDavRecordKind kind = changed ? CalDavRecordKind.Changed : CalDavRecordKind.Added;
        if (changed) _run.Tally.Changed++;
        else _run.Tally.Added++;
        if (!Wants(kind)) return;
        if (text is null) _run.Records.Announce(new Announcement(member.Key, member.Href, IsRemoval: false));
        var change = new CalDavChange(kind, _run.Calendar, member.Href, _run.Clock.UtcNow)
        {
            ETag = etag,
            Uid = facts?.Uid,
            Summary = facts?.Summary,
            Start = facts?.Start,
            Path = path,
            Item = text is null || !_run.Request.IncludeContent
                ? null
                : ItemFactory.Create(member.Href, _run.Address.Resolve(member.Href), etag, text, _run.Calendar, facts!),
        };
        _run.Records.Add(change, text?.Length ?? 0);
    }

    [MethodImpl(Compiled.AtOnce)]
    private bool Wants(CalDavRecordKind kind)
    {
        if (_run.Request.Kinds is not { } kinds) return true;
        foreach (CalDavRecordKind wanted in kinds)
        {
            if (wanted == kind) return true;
        }

        return false;
    }

    [MethodImpl(Compiled.AtOnce)]
    private bool IsInvalid(string text) =>
        (!ItemReader.LooksComplete(text) || text.IndexOf('\0') >= 0) && (!_run.Calendar.IsOrdinaryCollection || ItemReader.LooksLikeCalendar(text));

    private void ReportInvalid(in ReportedMember member, string text)
    {
        string? error = ItemReader.LooksLikeCalendar(text) ? ItemReader.Validate(text)?.Message : null;
        string found = error is null ? $"holds no iCalendar text but: {Excerpt.Of(text) ?? "nothing"}" : $"holds broken iCalendar text: {error}";
        string kept = _run.Destination is null ? string.Empty : " Its file has it as it is.";
        _run.Records.Release();
        _run.Observer.ItemFailed(_run.Calendar, member.Href, new InvalidCalendarDataException($"{member.Href} {found.TrimEnd('.')}.{kept}")
        {
            Uri = _run.Address.Resolve(member.Href),
            Origin = member.Href,
        });
    }
}
