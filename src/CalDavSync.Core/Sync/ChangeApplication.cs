using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>Applies what a page or a listing found: deletions, then changes, with their texts where texts are needed.</summary>
internal sealed class ChangeApplication
{
    private readonly SyncRun _run;
    private readonly RecordWriter _writer;
    private readonly ContentFetcher _fetcher;

    public ChangeApplication(SyncRun run)
    {
        _run = run;
        _writer = new RecordWriter(run);
        _fetcher = new ContentFetcher(run);
    }

    public RecordWriter Writer => _writer;

    /// <summary>The text is needed to report the member, or to recognise it next time.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool NeedsText(in ReportedMember member) =>
        _run.NeedsText
        || (_run.KeepsMap && (member.ETag is null || EntityTagShape.MayRestart(member.ETag)))
        || _run.ComparesContent
        || IsKnownByText(member.Key);

    // Some servers have tags in one kind of answer and none in another (Q91): a tag then says nothing about a text remembered without one.
    [MethodImpl(Compiled.AtOnce)]
    private bool IsKnownByText(string key) =>
        _run.State.TryGet(key, out MemberState known) && known.ETag is null && known.Hash is not null && !UncertainMembers.IsMarked(known);

    /// <param name="deletions">Keys with the address as received, or null where it is spelled from memory.</param>
    /// <param name="changes">Members that are there and not in the version that is remembered.</param>
    /// <param name="contested">Members the server named as there and as gone; a text that cannot be had means gone.</param>
    /// <param name="assumeChanged">Without memory, what is reported counts as changed.</param>
    /// <param name="texts">Texts that came with the changes, by key.</param>
    public async Task ApplyAsync(
        IEnumerable<KeyValuePair<string, string?>> deletions,
        IReadOnlyCollection<ReportedMember> changes,
        IReadOnlyDictionary<string, string>? contested,
        bool assumeChanged,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? texts = null)
    {
        foreach (KeyValuePair<string, string?> deletion in deletions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _writer.Gone(deletion.Key, deletion.Value);
        }

        var toRead = new List<ReportedMember>();
        foreach (ReportedMember member in changes)
        {
            if (texts?.TryGetValue(member.Key, out string? text) == true) _writer.PresentText(new ItemBody(member, text, member.ETag, null), assumeChanged, cancellationToken);
            else if (NeedsText(member) || contested?.ContainsKey(member.Key) == true) toRead.Add(member);
            else _writer.Present(member, assumeChanged);
        }

        if (toRead.Count > 0) await ReadAsync(toRead, contested, assumeChanged, cancellationToken).ConfigureAwait(false);
        _run.Records.Release();
    }

    private void SetAside(in ReportedMember member)
    {
        _run.Log.Verbose($"{member.Href} is a collection inside {_run.Calendar} and no item; it was left out.");
        _writer.Gone(member.Key, member.Href);
    }

    // The server names the member but has no text for it: deleted in between, or not there yet.
    private void Postpone(in ReportedMember member)
    {
        if (_run.IsStateless)
        {
            _run.Log.Warning("unread:" + member.Key, $"{member.Href} is named by {_run.Calendar} but cannot be read. The sync token stays as it was, so that the next run tells everything since then again (Q165).");
            _run.HasUnreadMembers = true;
            return;
        }

        _run.Log.Verbose($"{member.Href} is named by {_run.Calendar} but cannot be read; asking again next time (Q165).");
        if (!_run.Postponed.TryPostpone(member.Href)) _run.HasUnreadMembers = true;
        else if (!_run.Postponed.IsPostponed(member.Href) && _run.State.TryGet(member.Key, out _)) _run.Learned.HasUncertain = true;
    }

    // The text of the version that was there before the reported one: the server reads from a copy that lags (Q164, Q165). Where the tags of texts
    // are others than those of listings altogether they tell nothing, and that shows before a text is read for the second time.
    private bool IsOld(in ItemBody body)
    {
        if (body.ETag is null || body.Member.ETag is null) return false;
        bool isReported = EntityTag.Same(body.ETag, body.Member.ETag);
        MemberState known = default;
        bool isRemembered = !isReported && _run.State.TryGet(body.Member.Key, out known) && EntityTag.Same(body.ETag, known.ETag);
        if (!isRemembered) _run.Learned.TagsDiffer = !isReported;
        // Another text under the remembered tag is news all the same.
        return isRemembered && !_run.Learned.TagsDiffer && (known.Hash is null || known.Hash == ContentHash.Of(body.Text!));
    }

    // The token stays, so that the server tells the change again; a text that never comes must not keep it for ever.
    private bool TryKeepForLater(in ReportedMember member)
    {
        if (_run.Postponed.TryPostpone(member.Href) && !_run.Postponed.IsPostponed(member.Href)) return false;
        _run.Log.Verbose($"{_run.Calendar} has a new version of {member.Href} and still gives the text of the one before; asking again next time (Q165).");
        _run.HasUnreadMembers = true;
        return true;
    }

    private Task ReadAsync(List<ReportedMember> members, IReadOnlyDictionary<string, string>? contested, bool assumeChanged, CancellationToken cancellationToken) =>
        _fetcher.FetchAsync(
            members,
            Math.Max(_run.State.Count, members.Count),
            body =>
            {
                if (body.Text is not null && IsOld(body) && TryKeepForLater(body.Member)) return;
                if (body.Text is not null) _writer.PresentText(body, assumeChanged, cancellationToken);
                else if (body.IsCollection) SetAside(body.Member);
                else if (body.Error is not null) _writer.Failed(body.Member, body.Error);
                else if (contested?.TryGetValue(body.Member.Key, out string? href) == true) _writer.Gone(body.Member.Key, href);
                else Postpone(body.Member);
            },
            cancellationToken);
}
