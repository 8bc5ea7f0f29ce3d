using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CalDavSync.Benchmarks;

/// <summary>The comparison on one server as markdown.</summary>
internal static class ComparisonReport
{
    public static string Render(ComparisonResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {result.Server}, {result.Events:N0} events\n");
        AppendTable(text, result, "call time in s, median (times the floor)", Time);
        AppendTable(text, result, "first call in a fresh process, s", (r, c, s) => r.First(c, s) is { } seconds ? Seconds(seconds) : "–");
        AppendTable(text, result, "requests / kB received", Cost);
        var complaints = new List<string>();
        foreach (string contestant in result.Contestants)
        {
            foreach (Step step in Enum.GetValues<Step>())
            {
                result.Median(contestant, step, out string? complaint);
                if (complaint is not null) complaints.Add($"- {contestant}, {Name(step)}: {complaint}");
            }
        }

        if (complaints.Count > 0) text.AppendLine("Did not do what was asked:\n").AppendLine(string.Join('\n', complaints)).AppendLine();
        IEnumerable<string> ways = Enum.GetValues<Step>().Select(step => $"{Name(step)}: {result.Traffic[("curl", step)].Way}");
        text.AppendLine(CultureInfo.InvariantCulture, $"The floor's ways: {string.Join("; ", ways)}.");
        AppendReport(text, result);
        return text.ToString();
    }

    // Where another request wins the step without changes, what the contestants ask for has a price of its own.
    private static void AppendReport(StringBuilder text, ComparisonResult result)
    {
        if (result.Median(ComparisonResult.Report, Step.NoChange, out _) is not { } report) return;
        IEnumerable<string> ratios = result.Contestants
            .Where(name => name is "engine" or "module" && result.Median(name, Step.NoChange, out _) is not null)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{(name == "engine" ? "CalDavSync" : "the module")} {result.Median(name, Step.NoChange, out _) / report:0.0}×"));
        text.AppendLine(CultureInfo.InvariantCulture, $"The sync-collection report without changes takes curl {Seconds(report)} s; beside that, no change takes {string.Join(", ", ratios)}.");
    }

    private static void AppendTable(StringBuilder text, ComparisonResult result, string title, Func<ComparisonResult, string, Step, string> cell)
    {
        string[] columns = [.. result.Contestants.Select(name => name == "curl" ? "floor (curl)" : name == "engine" ? "**CalDavSync**" : name == "module" ? "**the module in PowerShell**" : name)];
        text.AppendLine(CultureInfo.InvariantCulture, $"| {title} | {string.Join(" | ", columns)} |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|", columns.Length)));
        foreach (Step step in Enum.GetValues<Step>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Name(step)} | {string.Join(" | ", result.Contestants.Select(name => cell(result, name, step)))} |");
        }

        text.AppendLine();
    }

    private static string Time(ComparisonResult result, string contestant, Step step)
    {
        if (result.Median(contestant, step, out _) is not { } seconds) return "failed";
        return contestant != "curl" && result.Median("curl", step, out _) is { } floor
            ? string.Create(CultureInfo.InvariantCulture, $"{Seconds(seconds)} ({seconds / floor:0.0}×)")
            : Seconds(seconds);
    }

    private static string Cost(ComparisonResult result, string contestant, Step step)
    {
        Traffic traffic = result.Traffic[(contestant, step)];
        return string.Create(CultureInfo.InvariantCulture, $"{traffic.Requests} / {traffic.Bytes / 1000.0:#,0.0}");
    }

    private static string Seconds(double seconds) => seconds.ToString(seconds < 0.1 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    private static string Name(Step step) => step switch
    {
        Step.Listing => "first sync, no bodies",
        Step.Initial => "first sync with bodies",
        Step.NoChange => "no change",
        _ => "20 changes with bodies",
    };
}
