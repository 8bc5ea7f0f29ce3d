using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Sandbox;
using CalDavSync.SyncProcess;
using Xunit;

namespace CalDavSync.Core.Tests.State;

/// <summary>The disk is full at any byte of a run: a clear error, the state as it was, and nothing lost in the next run.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { Seed = 3 });
    private string? _journal;

    private string StateFolder => _folder.Combine("state");

    private string Destination => _folder.Combine("mirror");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_cannot_write_its_state_changes_nothing_and_the_next_one_tells_it_all(bool isFirstSync)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no limit for the size of files");
        using var process = new LimitedProcess(_server, StateFolder, null);
        if (!isFirstSync)
        {
            Assert.Null((await process.RunAsync(null)).Error);
            Edit();
        }

        byte[]? before = ReadJournal();
        List<string> expected = Told((await process.RunAsync(null)).Records);
        Assert.Equal(3, expected.Count);
        int start = before?.Length ?? 0;
        int end = ReadJournal()!.Length;
        int failures = 0;
        foreach (int limit in Enumerable.Range(0, 400).Union(Enumerable.Range(start, end + 5 - start)))
        {
            Restore(before);
            (List<RecordLine> first, string? error) = await process.RunAsync(limit);
            if (error is not null)
            {
                failures++;
                Assert.StartsWith("StateUnavailable ", error, StringComparison.Ordinal);
                Assert.Contains(StateFolder, error, StringComparison.Ordinal);
                Assert.Equal(before, ReadJournal());
                Assert.Empty(Directory.GetFiles(StateFolder, "*.new"));
            }

            (List<RecordLine> second, string? later) = await process.RunAsync(null);
            Assert.Null(later);
            Assert.Equal(expected, Told(error is null ? first : second));
            Assert.Empty((await process.RunAsync(null)).Records);
        }

        Assert.InRange(failures, end - start, end);
    }

    [Fact]
    public async Task What_is_noted_of_runs_that_fail_every_night_does_not_grow()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no limit for the size of files");
        using var process = new LimitedProcess(_server, StateFolder, null);
        await process.RunAsync(null);
        Edit();
        int full = ReadJournal()!.Length;
        var lengths = new List<long>();
        for (int night = 0; night < 3; night++)
        {
            Assert.NotNull((await process.RunAsync(full)).Error);
            lengths.Add(new FileInfo(_journal + ".announced").Length);
        }

        Assert.Single(lengths.Distinct());
        Assert.Equal(3, (await process.RunAsync(null)).Records.Count);
    }

    [Fact]
    public async Task A_destination_that_is_full_holds_whole_files_only_and_is_complete_after_the_next_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no limit for the size of files");
        using var process = new LimitedProcess(_server, StateFolder, Destination);
        for (int i = 1; i <= 3; i++) _server.Calendar.Put($"long{i}.ics", EventText.Of($"long{i}", new string('x', 5000)));
        int failures = 0;
        for (long limit = 3000; limit <= 5600; limit += 37)
        {
            Delete(StateFolder);
            Delete(Destination);
            (_, string? error) = await process.RunAsync(limit);
            if (error is not null)
            {
                failures++;
                Assert.StartsWith("DestinationUnavailable ", error, StringComparison.Ordinal);
                Assert.Contains(Destination, error, StringComparison.Ordinal);
                AssertWhole();
            }

            Assert.Null((await process.RunAsync(null)).Error);
            AssertWhole();
            Assert.Equal(6, Directory.GetFiles(Destination, "*", SearchOption.AllDirectories).Length);
        }

        Assert.InRange(failures, 50, 70);
    }

    private static List<string> Told(IEnumerable<RecordLine> records) =>
        records.Select(record => $"{record.Kind} {record.Href} {record.ETag}").Order(StringComparer.Ordinal).ToList();

    private void Edit()
    {
        List<SandboxItem> items = _server.Calendar.Items.Values.OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        _server.Calendar.Put(items[0].Name, items[0].Text.Replace("SUMMARY:", "SUMMARY:New ", StringComparison.Ordinal));
        _server.Calendar.Delete(items[1].Name);
        _server.Calendar.Put("added.ics", EventText.Of("added", "Added"));
    }

    private void AssertWhole()
    {
        if (!Directory.Exists(Destination)) return;
        string[] files = Directory.GetFiles(Destination, "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.Contains(File.ReadAllText(file), _server.Calendar.Items.Values.Select(item => item.Text)));
    }

    private byte[]? ReadJournal()
    {
        string? path = Directory.Exists(StateFolder) ? Directory.GetFiles(StateFolder, "*.journal").SingleOrDefault() : null;
        if (path is not null) _journal = path;
        return path is null ? null : File.ReadAllBytes(path);
    }

    private void Restore(byte[]? journal)
    {
        Delete(StateFolder);
        Directory.CreateDirectory(StateFolder);
        if (journal is not null) File.WriteAllBytes(_journal!, journal);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
