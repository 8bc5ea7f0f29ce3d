using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CalDavSync.Sandbox;
using Xunit;

namespace CalDavSync.Core.Tests.Support;

/// <summary>
/// What Test-CalDavSyncSupport finds on each server the sandbox imitates is what docs/servers.md says. With CALDAVSYNC_UPDATE_DOCS=1 in the
/// environment the table is written instead of compared.
/// </summary>
public class ProfileVerdictTests
{
    private const string Begin = "<!-- sandbox verdicts: made by CALDAVSYNC_UPDATE_DOCS=1 ./build.sh test --filter ProfileVerdict -->";
    private const string End = "<!-- end of sandbox verdicts -->";

    public static TheoryData<string> Profiles => [.. SandboxProfiles.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Each_profile_is_tested_to_the_end_and_left_as_it_was(string profile)
    {
        using SupportTestBench bench = SupportTestBench.WithProfile(profile);
        string[] before = bench.CalendarNames();
        string[] items = [.. bench.Server.Calendar.Items.Keys.Order(StringComparer.Ordinal)];

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine($"{profile} → {support.Verdict}, {support.Strategy}; {Failed(support)}");
        Assert.Equal(support.Checks.Any(check => check is { Name: "Calendar made", Passed: false }), support.Error is not null);
        Assert.True(support.IsSupported);
        if (bench.Server.Quirks.Any(quirk => quirk.Name is "DeleteFails" or "NoCalendarDelete"))
        {
            Assert.Contains(support.Advice, sentence => sentence.Contains("by hand", StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(before, bench.CalendarNames());
        }

        Assert.Equal(items, bench.Server.Calendar.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(bench.Server.InternalErrors);
        Assert.InRange(support.Requests, 10, 120);
    }

    [Fact]
    public async Task The_table_in_the_documentation_is_what_the_test_finds()
    {
        string table = await TableAsync();
        string path = Path.Combine(Repository(), "docs", "servers.md");
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Match section = Regex.Match(text, Regex.Escape(Begin) + ".*?" + Regex.Escape(End), RegexOptions.Singleline);
        Assert.True(section.Success, $"docs/servers.md has no section between '{Begin}' and '{End}'.");
        string updated = text.Replace(section.Value, Begin + "\n" + table + End, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("CALDAVSYNC_UPDATE_DOCS") == "1") await File.WriteAllTextAsync(path, updated, TestContext.Current.CancellationToken);
        else Assert.Equal(updated, text);
    }

    private static async Task<string> TableAsync()
    {
        using var table = new StringWriter { NewLine = "\n" };
        table.WriteLine("| Profile | Verdict | Strategy | What failed |");
        table.WriteLine("| --- | --- | --- | --- |");
        foreach (SandboxProfile profile in SandboxProfiles.All)
        {
            using SupportTestBench bench = SupportTestBench.WithProfile(profile.Name);
            CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);
            table.WriteLine($"| {profile.Name} | {support.Verdict} | {support.Strategy} | {Failed(support)} |");
        }

        return table.ToString();
    }

    private static string Failed(CalDavSyncSupport support) =>
        string.Join(", ", support.Checks.Where(check => check.Passed == false).Select(check => check.Required ? $"**{check.Name}**" : check.Name));

    private static string Repository()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CalDavSync.psd1"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
