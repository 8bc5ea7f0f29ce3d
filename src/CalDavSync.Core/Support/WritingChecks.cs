using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>What a write gives back and what it respects. Needed for copies and migrations rather than for sync.</summary>
internal sealed class WritingChecks
{
    private readonly ProbeRun _run;
    private readonly ScratchItems _items;

    public WritingChecks(ProbeRun run, ScratchItems items)
    {
        _run = run;
        _items = items;
    }

    /// <summary>Makes the items the other checks read: two of today, one of twenty years ago. False when the server takes none.</summary>
    public async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        string text = _items.Text("first");
        ProbeAnswer put = await _items.PutAsync("first", text, cancellationToken).ConfigureAwait(false);
        if (!put.IsDone)
        {
            _run.RefusedWrite(put);
            return false;
        }

        _run.Facts.Wrote = true;
        _run.Add("Entity tag on PUT", put.ETag is not null, put.ETag is null ? $"PUT was answered {put} without ETag." : $"PUT was answered {put} with ETag {put.ETag}.", "RFC 4791 section 5.3.4, Q93");
        ProbeAnswer read = await _run.Wire.GetAsync(_run.Address, _items.UriOf("first"), cancellationToken).ConfigureAwait(false);
        bool same = read.Text == text;
        string how = same ? "came back byte for byte" : read.Status == 200 ? "came back rewritten" : $"could not be read: GET was answered {read}";
        _run.Add("Text stored unchanged", same, $"The text {how}{(!same && put.ETag is not null && read.Status == 200 ? ", although PUT gave an ETag for what was sent" : string.Empty)}.", "RFC 4791 section 5.3.4, Q94, Q155");
        await _items.PutAsync("second", _items.Text("second"), cancellationToken).ConfigureAwait(false);
        await _items.PutAsync("old", _items.Text("old", daysAgo: 20 * 365), cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CheckRecreationAsync(cancellationToken).ConfigureAwait(false);
        await CheckPreconditionsAsync(cancellationToken).ConfigureAwait(false);
        await CheckCTagAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A write that depends on the state of the whole calendar (RFC 6578 section 5).</summary>
    public async Task CheckIfTokenAsync(string? staleToken, CancellationToken cancellationToken)
    {
        const string Name = "If with a sync token";
        const string Reference = "RFC 6578 section 5";
        bool usable = staleToken is not null && staleToken != _run.Token && Uri.TryCreate(staleToken, UriKind.Absolute, out _) && Uri.TryCreate(_run.Token, UriKind.Absolute, out _);
        if (!usable)
        {
            _run.Add(Name, null, "The tokens are no URIs, or did not change: they cannot stand in an If header.", Reference);
            return;
        }

        ProbeAnswer stale = await _items.PutAsync("second", _items.Text("second"), cancellationToken, If(staleToken!)).ConfigureAwait(false);
        if (stale.IsDone)
        {
            _run.Add(Name, false, $"A PUT that named an old token was answered {stale}: the condition is ignored.", Reference);
            return;
        }

        ProbeAnswer current = await _run.SyncAsync(_run.Token, cancellationToken).ConfigureAwait(false);
        _run.Token = current.SyncToken ?? _run.Token;
        ProbeAnswer fresh = await _items.PutAsync("second", _items.Text("second"), cancellationToken, If(_run.Token!)).ConfigureAwait(false);
        _run.Add(Name, stale.Status == 412 && fresh.IsDone, $"A PUT that named an old token was answered {stale}, one that named the newest {fresh}.", Reference);
    }

    private KeyValuePair<string, string> If(string token) => new("If", $"<{_run.Address.Uri.AbsoluteUri}> (<{token}>)");

    private async Task CheckRecreationAsync(CancellationToken cancellationToken)
    {
        string? before = await ETagAsync(cancellationToken).ConfigureAwait(false);
        ProbeAnswer deletion = await _items.DeleteAsync("old", cancellationToken).ConfigureAwait(false);
        if (!deletion.IsDone)
        {
            _run.Add("Made again, new entity tag", null, $"The item could not be deleted: {deletion}.", "SOGo");
            return;
        }

        await _items.PutAsync("old", _items.Text("old", daysAgo: 20 * 365), cancellationToken).ConfigureAwait(false);
        string? after = await ETagAsync(cancellationToken).ConfigureAwait(false);
        bool reused = EntityTag.Same(before, after);
        _run.Facts.ReusesETags = reused;
        string detail = reused ? $"An item deleted and made again with another text has its old entity tag {after}." : $"An item deleted and made again went from {before ?? "no tag"} to {after ?? "no tag"}.";
        _run.Add("Made again, new entity tag", before is null && after is null ? null : !reused, detail, "RFC 9110 section 8.8.3, SOGo");
    }

    private async Task<string?> ETagAsync(CancellationToken cancellationToken)
    {
        string[] href = { _items.UriOf("old").AbsolutePath };
        ProbeAnswer answer = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Multiget(href), "1", cancellationToken).ConfigureAwait(false);
        if (answer.Members.TryGetValue(_items.Key("old"), out ProbeRow row)) return row.ETag;
        ProbeAnswer listing = await _run.Wire.PropfindAsync(_run.Address, "1", cancellationToken, DavName.GetETag).ConfigureAwait(false);
        return listing.Members.TryGetValue(_items.Key("old"), out row) ? row.ETag : null;
    }

    private async Task CheckPreconditionsAsync(CancellationToken cancellationToken)
    {
        const string Reference = "RFC 9110 section 13.1, Q101, Q153, SOGo";
        ProbeAnswer exists = await _items.PutAsync("first", _items.Text("first"), cancellationToken, new KeyValuePair<string, string>("If-None-Match", "*")).ConfigureAwait(false);
        _run.Facts.IfNoneMatchHonoured = !exists.IsDone;
        _run.Add("If-None-Match honoured", !exists.IsDone, $"A PUT for new items only, to one that was there, was answered {exists}.", Reference);

        ProbeAnswer wrong = await _items.PutAsync("first", _items.Text("first"), cancellationToken, new KeyValuePair<string, string>("If-Match", "\"caldavsync-no-such-tag\"")).ConfigureAwait(false);
        _run.Facts.IfMatchHonoured = !wrong.IsDone;
        _run.Add("If-Match honoured", !wrong.IsDone, $"A PUT with a wrong entity tag was answered {wrong}.", Reference);

        ProbeAnswer plain = await _items.PutAsync("first", _items.Text("first"), cancellationToken).ConfigureAwait(false);
        if (plain.ETag is { } tag)
        {
            ProbeAnswer right = await _items.PutAsync("first", _items.Text("first"), cancellationToken, new KeyValuePair<string, string>("If-Match", EntityTag.Quoted(tag))).ConfigureAwait(false);
            _run.Add("If-Match with the right tag", right.IsDone, $"A PUT with the entity tag {tag} of the PUT before was answered {right}.", Reference);
        }

        ProbeAnswer deletion = await _items.DeleteAsync("first", cancellationToken, new KeyValuePair<string, string>("If-Match", "\"caldavsync-no-such-tag\"")).ConfigureAwait(false);
        _run.Add("If-Match honoured by DELETE", !deletion.IsDone, $"A DELETE with a wrong entity tag was answered {deletion}.", Reference);
    }

    private async Task CheckCTagAsync(CancellationToken cancellationToken)
    {
        string? idle = await CTagAsync(cancellationToken).ConfigureAwait(false);
        if (idle is null)
        {
            _run.Add("Collection tag changes", null, "There is no CS:getctag.", "Q98, Q99");
            return;
        }

        await _items.PutAsync("tagged", _items.Text("tagged"), cancellationToken).ConfigureAwait(false);
        string? added = await CTagAsync(cancellationToken).ConfigureAwait(false);
        ProbeAnswer deletion = await _items.DeleteAsync("tagged", cancellationToken).ConfigureAwait(false);
        string? deleted = await CTagAsync(cancellationToken).ConfigureAwait(false);
        bool onAdd = added != idle;
        bool onDelete = !deletion.IsDone || deleted != added;
        if (!onAdd || !onDelete) _run.Facts.CTag = false;
        _run.Add(
            "Collection tag changes",
            onAdd && onDelete,
            $"CS:getctag {(onAdd ? "changed" : "did not change")} with an addition and {(onDelete ? "changed" : "did not change")} with a deletion.",
            "Q98, Q99");
    }

    private async Task<string?> CTagAsync(CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.Wire.PropfindAsync(_run.Address, "0", cancellationToken, DavName.CTag).ConfigureAwait(false);
        string? text = answer.Self?.Text(DavName.CTag)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
