using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>What the calendar says of itself. Nothing of it decides the verdict: servers promise too much and too little (Q149).</summary>
internal sealed class CalendarPropertyChecks
{
    private readonly ProbeRun _run;

    public CalendarPropertyChecks(ProbeRun run) => _run = run;

    public async Task RunAsync(string authentication, CancellationToken cancellationToken)
    {
        _run.Add("Signed in", true, $"The server accepts {authentication}.", "RFC 9110 section 11");
        ProbeAnswer answer = await _run.Wire.PropfindAsync(
            _run.Address, "0", cancellationToken, DavName.SupportedReportSet, DavName.SyncToken, DavName.CTag, DavName.ResourceType).ConfigureAwait(false);
        CheckReports(answer);
        string? token = Text(answer, DavName.SyncToken);
        _run.Add(
            "Sync token as property",
            token is not null,
            token is null ? $"PROPFIND answered {answer} and gave no DAV:sync-token." : $"DAV:sync-token is {ProbeAnswer.Short(token)}.",
            "RFC 6578 section 4, Q18, Q30");
        await CheckCTagAsync(Text(answer, DavName.CTag), cancellationToken).ConfigureAwait(false);
        bool packed = answer.Coding is not null;
        _run.Add("Compressed answers", packed, packed ? $"Answers come with Content-Encoding {answer.Coding}." : "Answers are not compressed, although gzip was offered.", "RFC 9110 section 8.4");
    }

    private static string? Text(ProbeAnswer answer, DavName name)
    {
        string? text = answer.Self?.Text(name)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private void CheckReports(ProbeAnswer answer)
    {
        const string Reference = "RFC 3253 section 3.1.5, Q149";
        DavElement? set = answer.Self?.Element(DavName.SupportedReportSet);
        if (set is null)
        {
            _run.Add("Report set well-formed", false, $"PROPFIND answered {answer} and gave no DAV:supported-report-set.", Reference);
            return;
        }

        bool wellFormed = set.Children.Count > 0
            && set.Children.All(outer => outer.Name.Local == "supported-report" && outer.Children.Any(inner => inner.Name.Local == "report" && inner.Children.Count > 0));
        string names = _run.Calendar.Reports.Count == 0 ? "nothing" : string.Join(", ", _run.Calendar.Reports);
        _run.Add("Report set well-formed", wellFormed, $"DAV:supported-report-set {(wellFormed ? "names" : "has no report elements in it; read leniently it names")} {names}.", Reference);
    }

    // A second look: some calendars show the tag only then (Q150), others a new one each time (Q97).
    private async Task CheckCTagAsync(string? first, CancellationToken cancellationToken)
    {
        ProbeAnswer again = await _run.Wire.PropfindAsync(_run.Address, "0", cancellationToken, DavName.CTag).ConfigureAwait(false);
        string? second = Text(again, DavName.CTag);
        _run.Facts.CTag = second is not null && (first is null || first == second);
        string detail = second is null
            ? "There is no CS:getctag."
            : first is null ? "CS:getctag was missing at first and there at the second look." : $"CS:getctag is {ProbeAnswer.Short(second)}.";
        _run.Add("Collection tag", second is not null, detail, "Q98, Q99, Q150");
        if (first is null || second is null) return;
        _run.Add("Collection tag stable", first == second, first == second ? "Two looks gave the same tag." : "Two looks, with nothing changed, gave two tags.", "Q97");
    }
}
