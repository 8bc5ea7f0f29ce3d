using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Support;

/// <summary>Variations of sync-collection: page size, level, Depth, texts in the answer.</summary>
internal sealed class ReportVariationChecks
{
    // Above this a calendar is not listed once more for a check that only -PageSize depends on.
    private const int LargeCalendar = 2000;

    private readonly ProbeRun _run;

    public ReportVariationChecks(ProbeRun run) => _run = run;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CheckLimitAsync(cancellationToken).ConfigureAwait(false);
        ProbeAnswer infinite = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(_run.Token, level: "infinite"), _run.Depth, cancellationToken).ConfigureAwait(false);
        _run.Add("Level infinite", infinite.HasToken, $"sync-level infinite was answered {infinite}.", "RFC 6578 section 3.3, Q43, Q44");
        string other = _run.Depth == "0" ? "1" : "0";
        ProbeAnswer depth = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(_run.Token), other, cancellationToken).ConfigureAwait(false);
        _run.Add($"Depth {other} tolerated", depth.HasToken, $"sync-collection with Depth {other} was answered {depth}; the standard wants 400 for all but 0.", "RFC 6578 section 3.2");
        await CheckInlineDataAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckLimitAsync(CancellationToken cancellationToken)
    {
        const string Name = "Page size honoured";
        const string Reference = "RFC 6578 section 3.7, Q36 to Q40";
        if (_run.Members.Count is < 2 or > LargeCalendar)
        {
            string why = _run.Members.Count < 2 ? "It takes at least two items to see a page." : $"With {_run.Members.Count} items this would list a large calendar again.";
            _run.Add(Name, null, why, Reference);
            return;
        }

        ProbeAnswer first = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(null, limit: 1), _run.Depth, cancellationToken).ConfigureAwait(false);
        if (!first.HasToken)
        {
            Found(false, $"A limit of 1 is refused: {first}.");
            return;
        }

        if (first.Present >= _run.Members.Count)
        {
            Found(false, $"A limit of 1 is ignored: {first}.");
            return;
        }

        HashSet<string> seen = await CollectAsync(first, cancellationToken).ConfigureAwait(false);
        int lost = _run.Members.Count - seen.Count;
        _run.Facts.LimitLosesItems = lost > 0 && !first.IsTruncated;
        string marked = first.IsTruncated ? "marked with 507" : "without the 507 that marks a page";
        Found(lost == 0 && first.IsTruncated, $"A limit of 1 gave {first.Present} of {_run.Members.Count} items, {marked}; {(lost == 0 ? "the pages together are complete" : $"{lost} of them never came")}.");

        void Found(bool passed, string detail)
        {
            _run.Facts.LimitHonoured = passed;
            _run.Add(Name, passed, detail, Reference);
        }
    }

    private async Task<HashSet<string>> CollectAsync(ProbeAnswer first, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        ProbeAnswer page = first;
        for (int pages = 0; pages <= _run.Members.Count && page.HasToken; pages++)
        {
            int before = seen.Count;
            foreach (string key in page.Members.Keys)
            {
                if (_run.Members.ContainsKey(key)) seen.Add(key);
            }

            bool nothingNew = seen.Count == before;
            if (seen.Count == _run.Members.Count || nothingNew) break;
            page = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(page.SyncToken, limit: 1), _run.Depth, cancellationToken).ConfigureAwait(false);
        }

        return seen;
    }

    private async Task CheckInlineDataAsync(CancellationToken cancellationToken)
    {
        const string Name = "Texts in a sync answer";
        const string Reference = "RFC 6578 section 3.2, Q42";
        if (_run.Members.Count is 0 or > 50)
        {
            _run.Add(Name, null, _run.Members.Count == 0 ? "There is no item." : $"With {_run.Members.Count} items this would read the whole calendar.", Reference);
            return;
        }

        ProbeAnswer answer = await _run.Wire.ReportAsync(_run.Address, ProbeBody.Sync(null, withData: true), _run.Depth, cancellationToken).ConfigureAwait(false);
        int with = 0;
        foreach (ProbeRow row in answer.Members.Values) with += row.HasData ? 1 : 0;
        _run.Add(Name, with > 0, with > 0 ? $"{with} of {answer.Present} items came with their text." : $"calendar-data was asked for and left out: {answer}.", Reference);
    }
}
