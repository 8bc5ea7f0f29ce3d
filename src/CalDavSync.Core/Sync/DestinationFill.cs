using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Brings a destination folder up to date that an earlier run did not write: given for the first time, changed, removed or emptied by somebody, or asked for with -Full or
/// -Verify. Nothing changed on the server then, so no record is emitted.
/// </summary>
internal sealed class DestinationFill
{
    private readonly SyncRun _run;

    public DestinationFill(SyncRun run) => _run = run;

    /// <summary>
    /// To be called before anything is written: a folder that is filled from the first record on needs no filling later, and one that is empty although
    /// there are items was emptied by somebody.
    /// </summary>
    public static void NoteBeginning(SyncRun run)
    {
        if (run.Destination is null) return;
        if (run.Learned.Destination is { } before && before != ContentHash.Of(run.Request.Destination!)) run.Learned.NoteOtherFolder(run.Clock.UtcNow);
        if (run.State.IsNew) run.Learned.Destination = ContentHash.Of(run.Request.Destination!);
        else if (run.State.Count > 0 && run.Destination.IsEmpty) run.Learned.DestinationIsBehind = true;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_run.Destination is not { } folder || _run.IsStateless) return;
        string mark = ContentHash.Of(_run.Request.Destination!);
        if (_run.Learned.Destination == mark && !_run.Learned.DestinationIsBehind && !_run.Request.Full && !_run.Request.Verify) return;
        foreach (string key in _run.Learned.LeftFiles)
        {
            if (!_run.State.TryGet(key, out _)) folder.Remove(key);
        }

        List<ReportedMember> missing = Missing(folder, cancellationToken);
        if (missing.Count > 0)
        {
            _run.Log.Verbose($"{missing.Count} files of {_run.Calendar} are missing or out of date in {_run.Request.Destination}; reading them.");
            await new ContentFetcher(_run).FetchAsync(missing, _run.State.Count, body => Write(body, folder, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        if (!_run.HasUnreadMembers)
        {
            _run.Learned.Destination = mark;
            _run.Learned.DestinationIsBehind = false;
            if (!_run.Learned.HasOtherFolders(_run.Clock.UtcNow)) _run.Learned.ForgetLeftFiles();
        }

        await _run.CommitAsync(_run.Facts, cancellationToken).ConfigureAwait(false);
    }

    private List<ReportedMember> Missing(DestinationFolder folder, CancellationToken cancellationToken)
    {
        var missing = new List<ReportedMember>();
        foreach (string key in _run.State.Keys())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_run.State.TryGet(key, out MemberState member)) continue;
            string? text = folder.Read(key);
            bool current = text is not null && ContentHash.Of(text) == member.Hash;
            if (!current) missing.Add(new ReportedMember(key, member.Href ?? _run.Address.HrefFromKey(key), member.ETag));
        }

        return missing;
    }

    private void Write(ItemBody body, DestinationFolder folder, CancellationToken cancellationToken)
    {
        if (body.Text is { } text)
        {
            folder.WriteAsync(body.Member.Key, text, cancellationToken).GetAwaiter().GetResult();
            // The hash of a newer text would hide the change from the next run, also where its entity tag is that of the older one; what this run has
            // told without one is no base for a patch (PatchBases).
            if (_run.PatchBases.IsRead(body.Member.Key)) return;
            if (!EntityTag.Same(body.ETag, body.Member.ETag) || !_run.State.TryGet(body.Member.Key, out MemberState known) || known.Hash is not null) return;
            _run.State.Put(body.Member.Key, known with { Hash = ContentHash.Of(text) });
        }
        else if (body.Error is not null)
        {
            _run.Tally.Failed++;
            _run.HasUnreadMembers = true;
            _run.Observer.ItemFailed(_run.Calendar, body.Member.Href, body.Error);
        }
    }
}
