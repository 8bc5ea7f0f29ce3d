using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Support;

/// <summary>Whether each kind of change is in the next answer of sync-collection.</summary>
internal sealed class ChangeChecks
{
    private const int RapidRounds = 3;

    // Enough for the second of a time-based token to pass.
    private static readonly TimeSpan OneTick = TimeSpan.FromMilliseconds(1050);

    private readonly ProbeRun _run;
    private readonly ScratchItems _items;
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int _changes;
    private bool _waited;

    public ChangeChecks(ProbeRun run, ScratchItems items)
    {
        _run = run;
        _items = items;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? first = _run.Token;
        if (!await WriteAsync("added", cancellationToken).ConfigureAwait(false)) return;
        await ExpectAsync("Addition listed", answer => answer.Lists(_items.Key("added")), "Q26, Q165", cancellationToken).ConfigureAwait(false);

        if (!await WriteAsync("first", cancellationToken).ConfigureAwait(false)) return;
        await ExpectAsync("Change listed", answer => answer.Lists(_items.Key("first")), "Q26, Q165", cancellationToken).ConfigureAwait(false);

        ProbeAnswer deletion = await _items.DeleteAsync("added", cancellationToken).ConfigureAwait(false);
        if (deletion.IsDone)
        {
            _run.Facts.DeletionReported = await ExpectAsync(
                "Deletion listed", answer => answer.ListsDeletion(_items.Key("added")), "Q10, Q25", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _run.Add("Item deleted", false, $"DELETE was answered {deletion}.", "RFC 4918 section 9.6, Q142");
            _run.Add("Deletion listed", null, "The item could not be deleted.", "RFC 6578 section 3.5.2");
        }

        if (deletion.IsDone) await CheckPassingItemAsync(cancellationToken).ConfigureAwait(false);
        await CheckRapidChangesAsync(cancellationToken).ConfigureAwait(false);
        if (_run.Facts.WriteFailure is null) await CheckTokenAdvancesAsync(first, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes an item anew; false when the server does not take it, and then there is nothing to be listed.</summary>
    private async Task<bool> WriteAsync(string name, CancellationToken cancellationToken)
    {
        ProbeAnswer put = await _items.PutAsync(name, _items.Text(name), cancellationToken).ConfigureAwait(false);
        if (!put.IsDone) _run.RefusedWrite(put);
        return put.IsDone;
    }

    /// <summary>Asks for the changes and looks for one; a missing one is looked for once more a moment later.</summary>
    private async Task<bool> ExpectAsync(string name, Func<ProbeAnswer, bool> isListed, string reference, CancellationToken cancellationToken)
    {
        string? token = _run.Token;
        ProbeAnswer answer = await NextAsync(token, cancellationToken).ConfigureAwait(false);
        bool listed = isListed(answer);
        string detail = listed ? $"The next sync listed it: {answer}." : $"The next sync did not list it: {answer}.";
        if (!listed && !_waited)
        {
            _waited = true;
            bool stood = answer.SyncToken == token;
            await _run.Clock.DelayAsync(OneTick, cancellationToken).ConfigureAwait(false);
            ProbeAnswer later = await NextAsync(token, cancellationToken).ConfigureAwait(false);
            _run.Facts.ListsLate = isListed(later);
            _run.Facts.IsTimeBased |= _run.Facts.ListsLate && stood;
            detail += _run.Facts.ListsLate ? " A second later the same token listed it." : " A second later it was still missing.";
        }

        _run.Facts.MissesChanges |= !listed;
        _run.Add(name, listed, detail, "RFC 6578 section 3.5, " + reference, required: true);
        return listed;
    }

    // Added and gone again between two syncs: named as deleted or not at all, both are right (Q57, Q58).
    private async Task CheckPassingItemAsync(CancellationToken cancellationToken)
    {
        if (!await WriteAsync("passing", cancellationToken).ConfigureAwait(false)) return;
        await _items.DeleteAsync("passing", cancellationToken).ConfigureAwait(false);
        ProbeAnswer answer = await NextAsync(_run.Token, cancellationToken).ConfigureAwait(false);
        bool ghost = answer.Lists(_items.Key("passing"));
        string how = ghost ? "is listed as if it was there" : answer.ListsDeletion(_items.Key("passing")) ? "is listed as deleted" : "is not mentioned";
        _run.Add("Added and deleted between syncs", answer.HasToken && !ghost, $"An item that came and went {how}: {answer}.", "RFC 6578 section 3.5, Q57, Q58");
    }

    // Changes as fast as they go: a token that is a time cannot tell them apart.
    private async Task CheckRapidChangesAsync(CancellationToken cancellationToken)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        int missed = 0;
        for (int round = 0; round < RapidRounds; round++)
        {
            if (!await WriteAsync("second", cancellationToken).ConfigureAwait(false)) return;
            ProbeAnswer answer = await NextAsync(_run.Token, cancellationToken).ConfigureAwait(false);
            if (!answer.Lists(_items.Key("second"))) missed++;
            if (answer.SyncToken is { } token) tokens.Add(token);
        }

        bool same = tokens.Count < RapidRounds;
        _run.Facts.MissesChanges |= missed > 0;
        _run.Facts.IsTimeBased |= _run.IsEpochToken(_run.Token);
        string kind = _run.Facts.IsTimeBased ? " They are times in whole seconds." : string.Empty;
        _run.Add(
            "Rapid changes told apart",
            missed == 0 && !same,
            $"{RapidRounds} changes with a sync after each gave {tokens.Count} different tokens; {missed} were missed.{kind}",
            "RFC 6578 section 3.2, Q13, Q14");
    }

    private async Task CheckTokenAdvancesAsync(string? first, CancellationToken cancellationToken)
    {
        bool advanced = _tokens.Count > 1 || (_tokens.Count == 1 && !_tokens.Contains(first ?? string.Empty));
        if (!advanced && _run.Facts.IsTimeBased)
        {
            await _run.Clock.DelayAsync(OneTick, cancellationToken).ConfigureAwait(false);
            await _items.PutAsync("second", _items.Text("second"), cancellationToken).ConfigureAwait(false);
            await NextAsync(_run.Token, cancellationToken).ConfigureAwait(false);
            advanced = _tokens.Count > 1 || !_tokens.Contains(first ?? string.Empty);
        }

        _run.Facts.TokenAdvances = advanced;
        _run.Add("Token advances", advanced, $"{_changes} syncs after changes gave {_tokens.Count} different tokens.", "RFC 6578 section 3.2, Q35", required: true);
    }

    private async Task<ProbeAnswer> NextAsync(string? token, CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.SyncAsync(token, cancellationToken).ConfigureAwait(false);
        _changes++;
        if (answer.SyncToken is not { } next) return answer;
        _tokens.Add(next);
        _run.Token = next;
        return answer;
    }
}
