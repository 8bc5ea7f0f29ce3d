using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>The first sync, and a second one with nothing changed.</summary>
internal sealed class FirstSyncChecks
{
    // More pages than any calendar of this world has; an endless row of them ends here.
    private const int MostPages = 2000;

    private readonly ProbeRun _run;

    public FirstSyncChecks(ProbeRun run) => _run = run;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.SyncAsync(null, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 400 || (answer.IsMultistatus && answer.Present == 0)) answer = await TryDepthOneAsync(answer, cancellationToken).ConfigureAwait(false);
        Remember(answer);
        bool listed = answer.IsMultistatus;
        string items = answer.Foreign > 0 ? $" {answer.Foreign} rows are of other places (Q12)." : string.Empty;
        _run.Add("First sync", listed, $"sync-collection with an empty token answered {answer}.{items}", "RFC 6578 section 3.4", required: true);
        if (!listed)
        {
            _run.Facts.FailsAtTokens = answer.Status >= 500 && answer.Status != 501 || answer.Status is 200 or 207;
            return;
        }

        _run.Add("Token given", answer.HasToken, answer.HasToken ? $"The token is {ProbeAnswer.Short(answer.SyncToken!)}." : "The answer has no DAV:sync-token, or an empty one.", "RFC 6578 section 6.2, Q19, Q20", required: true);
        _run.Token = answer.SyncToken;
        if (answer.IsTruncated) await ReadPagesAsync(cancellationToken).ConfigureAwait(false);
        if (_run.Token is not null) await CheckIdleAsync(cancellationToken).ConfigureAwait(false);
    }

    // A refusal of Depth 0, or a first answer without members, is believed only when Depth 1 does no better (Q18, Q46, Q47).
    private async Task<ProbeAnswer> TryDepthOneAsync(ProbeAnswer answer, CancellationToken cancellationToken)
    {
        ProbeAnswer other = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(null), "1", cancellationToken).ConfigureAwait(false);
        if (!other.IsMultistatus || (answer.IsMultistatus && other.Present == 0)) return answer;
        _run.Depth = "1";
        string first = answer.IsMultistatus ? "named no item" : $"was answered {answer}";
        _run.Add("Depth 0", false, $"With Depth 0 sync-collection {first}, with Depth 1 it names {other.Present}.", "RFC 6578 section 3.2, Q18, Q46, Q47");
        return other;
    }

    private async Task ReadPagesAsync(CancellationToken cancellationToken)
    {
        int pages = 1;
        bool ends = false;
        while (!ends && pages < MostPages && _run.Token is { } token)
        {
            ProbeAnswer page = await _run.SyncAsync(token, cancellationToken).ConfigureAwait(false);
            if (!page.HasToken || (page.IsTruncated && page.SyncToken == token)) break;
            Remember(page);
            _run.Token = page.SyncToken;
            ends = !page.IsTruncated;
            pages++;
        }

        string detail = ends ? $"The first sync came in {pages} pages." : $"After {pages} pages the server gave no further one, although it says that there is more.";
        _run.Add("Pages end", ends, detail, "RFC 6578 section 3.6, Q33, Q35", required: true);
        if (!ends) _run.Token = null;
    }

    private async Task CheckIdleAsync(CancellationToken cancellationToken)
    {
        ProbeAnswer answer = await _run.SyncAsync(_run.Token, cancellationToken).ConfigureAwait(false);
        _run.Facts.TokensWork = answer.HasToken;
        _run.Facts.FailsAtTokens = !answer.HasToken && answer.Status >= 500;
        int repeated = Repeated(answer);
        if (repeated == 0 && answer.HasToken && answer.SyncToken != _run.Token)
        {
            // A new token for nothing may be one from the very beginning (Q11): what it brings shows that.
            answer = await _run.SyncAsync(answer.SyncToken, cancellationToken).ConfigureAwait(false);
            repeated = Repeated(answer);
        }

        _run.Facts.IsTimeBased = _run.IsEpochToken(_run.Token);
        _run.Facts.RepeatsWhenIdle = repeated > 0;
        bool accepted = answer.HasToken && repeated == 0;
        string time = _run.Facts.IsTimeBased ? " The token is a time in whole seconds." : string.Empty;
        string detail = repeated > 0 ? $"{repeated} items came again although they had not changed.{time}" : $"sync-collection with the new token answered {answer}.{time}";
        _run.Add("No change", accepted, detail, "RFC 6578 section 3.2, Q14, Q32", required: !answer.HasToken);
        if (answer.HasToken) _run.Token = answer.SyncToken;
    }

    private int Repeated(ProbeAnswer answer)
    {
        int repeated = 0;
        foreach (KeyValuePair<string, ProbeRow> row in answer.Members)
        {
            bool known = _run.Members.TryGetValue(row.Key, out ProbeRow before);
            if (known && !row.Value.IsGone && EntityTag.Same(before.ETag, row.Value.ETag)) repeated++;
        }

        return repeated;
    }

    private void Remember(ProbeAnswer answer)
    {
        foreach (KeyValuePair<string, ProbeRow> row in answer.Members)
        {
            if (row.Value.IsGone) _run.Members.Remove(row.Key);
            else _run.Members[row.Key] = row.Value;
        }
    }
}
