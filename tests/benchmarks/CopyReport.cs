using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.Benchmarks;

/// <summary>The measured copies as a table in Markdown.</summary>
internal static class CopyReport
{
    public static string Render(int events, IReadOnlyList<CopyLeg> legs, bool isEqual)
    {
        string Row(string title, Func<CopyLeg, string> cell) => $"| {title} | {string.Join(" | ", legs.Select(cell))} |";
        string Rate(double seconds) => Text($"{seconds:0.0} s, {events / seconds:0} events/s");
        double Seconds(CopyLeg leg) => leg.Median(copy => copy.Seconds);
        bool hasCurl = legs[0].CurlSeconds.Count > 0;
        string[] lines =
        [
            $"| {events.ToString("N0", CultureInfo.InvariantCulture)} events | {string.Join(" | ", legs.Select(leg => $"{leg.From.Name} → {leg.To.Name}"))} |",
            "|---|" + string.Concat(legs.Select(_ => "---|")),
            .. hasCurl ? [Row("the curl loop", leg => Rate(CopyLeg.Median(leg.CurlSeconds)))] : Array.Empty<string>(),
            Row("**the copy**", leg => Rate(Seconds(leg))),
            .. hasCurl ? [Row("times the curl loop", leg => Text($"{Seconds(leg) / CopyLeg.Median(leg.CurlSeconds):0.00}×"))] : Array.Empty<string>(),
            Row("requests, reading and checking included", leg => Text($"{leg.Copies[^1].Requests:N0}")),
            Row("a second run when nothing changed", leg => Text($"{leg.Copies.Max(copy => copy.RepeatRequests)} requests, {leg.Median(copy => copy.RepeatSeconds):0.000} s")),
            Row("peak working set above the process before", leg => Mebibytes(leg.Copies.Max(copy => copy.PeakWorkingSet))),
            Row("peak managed heap above that, garbage included", leg => Mebibytes(leg.Copies.Max(copy => copy.PeakHeap))),
            string.Empty,
            isEqual ? "What came back was compared with the original: equal." : "**What came back differs from the original.**",
            string.Empty,
        ];
        return string.Join('\n', lines);
    }

    private static string Mebibytes(long bytes) => Text($"{bytes / 1048576.0:0.0} MiB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
