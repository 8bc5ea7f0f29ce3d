using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class DestinationFolderTests : IDisposable
{
    private const string Text = "\ufeffBEGIN:VCALENDAR\r\nSUMMARY:ä\ud83d\ude00\nEND:VCALENDAR\r\n";
    private readonly TemporaryFolder _folder = new();
    private readonly DestinationFolder _destination;

    public DestinationFolderTests() => _destination = new DestinationFolder(_folder.Combine("new/work"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_exactly_the_text_reads_and_removes_it()
    {
        Assert.Null(_destination.Read("a.ics"));
        Assert.Null(_destination.Remove("a.ics"));
        Assert.False(Directory.Exists(_folder.Combine("new")));

        string path = await _destination.WriteAsync("a.ics", Text, TestContext.Current.CancellationToken);
        _destination.Flush();
        Assert.Equal(_folder.Combine("new/work/a.ics"), path);
        Assert.Equal(Encoding.UTF8.GetBytes(Text), File.ReadAllBytes(path));
        Assert.Equal(Text, _destination.Read("a.ics"));
        await _destination.WriteAsync("a.ics", "other", TestContext.Current.CancellationToken);
        Assert.Equal("other", _destination.Read("a.ics"));
        Assert.Equal(path, _destination.Remove("a.ics"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Unchanged_text_is_not_written_again()
    {
        string path = await _destination.WriteAsync("a.ics", Text, TestContext.Current.CancellationToken);
        DateTime old = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        await _destination.WriteAsync("a.ics", Text, TestContext.Current.CancellationToken);
        Assert.Equal(old, File.GetLastWriteTimeUtc(path));
        await _destination.WriteAsync("a.ics", Text.Replace('V', 'W'), TestContext.Current.CancellationToken);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_file_is_replaced_and_never_followed()
    {
        string outside = _folder.Combine("outside.txt");
        File.WriteAllText(outside, Text);
        string path = _destination.PathFor("a.ics");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        foreach (string target in new[] { outside, _folder.Combine("nowhere") })
        {
            File.CreateSymbolicLink(path, target);
            Assert.Null(_destination.Read("a.ics"));
            await _destination.WriteAsync("a.ics", Text, TestContext.Current.CancellationToken);
            Assert.Null(new FileInfo(path).LinkTarget);
            Assert.Equal(Text, _destination.Read("a.ics"));
            Assert.NotNull(_destination.Remove("a.ics"));
            File.CreateSymbolicLink(path, target);
            Assert.Equal(path, _destination.Remove("a.ics"));
        }

        Assert.Equal(Text, "\ufeff" + File.ReadAllText(outside));
        Assert.False(File.Exists(_folder.Combine("nowhere")));
    }

    [Fact]
    public void Only_temporary_files_of_our_own_pattern_are_cleaned()
    {
        string crashed = _folder.Combine(".caldavsync-1234567-" + Guid.NewGuid().ToString("N") + ".tmp");
        string ours = _folder.Combine($".caldavsync-{Environment.ProcessId}-" + Guid.NewGuid().ToString("N") + ".tmp");
        string[] kept = [ours, _folder.Combine(".caldavsync-notes.tmp"), _folder.Combine("x.tmp"), _folder.Combine("a.ics")];
        foreach (string path in kept.Append(crashed)) File.WriteAllText(path, "x");
        Assert.NotNull(new DestinationFolder(_folder.Path));
        Assert.Equal(kept.Order(), Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public void Names_leave_out_the_collections_own_key()
    {
        DestinationFolder destination = new(_folder.Path, "/cal/work/");
        Assert.Equal(_folder.Combine("a.ics"), destination.PathFor("/cal/work/a.ics"));
        Assert.NotEqual(_folder.Combine("a.ics"), destination.PathFor("a.ics"));
        Assert.NotEqual(destination.PathFor("/cal/work/sub/a.ics"), destination.PathFor("/cal/work/a.ics"));
        Assert.Equal(_folder.Path, Path.GetDirectoryName(destination.PathFor("/cal/work/../../x")));
    }

    [Fact]
    public void Folder_names_are_safe_and_readable()
    {
        Assert.Equal("work", DestinationFolder.FolderNameFor(Named("work")));
        Assert.StartsWith("Family Plans~", DestinationFolder.FolderNameFor(Named("Family Plans")), StringComparison.Ordinal);
        Assert.StartsWith("item~", DestinationFolder.FolderNameFor(Named("..")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_system_refuses_is_named()
    {
        string file = _folder.Combine("file");
        File.WriteAllText(file, string.Empty);
        DestinationFolder destination = new(file);
        DestinationUnavailableException error = await Assert.ThrowsAsync<DestinationUnavailableException>(
            () => destination.WriteAsync("a.ics", Text, TestContext.Current.CancellationToken));
        Assert.Contains(Path.Combine(file, "a.ics"), error.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(_destination.PathFor("b.ics"));
        await Assert.ThrowsAsync<DestinationUnavailableException>(() => _destination.WriteAsync("b.ics", Text, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Combine("new/work")));
    }

    [Fact]
    public async Task Cancelled_before_it_began_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _destination.WriteAsync("a.ics", Text, new System.Threading.CancellationToken(true)));
        Assert.Null(_destination.Read("a.ics"));
    }

    private static CalDavCalendar Named(string name) => new(new Uri("https://dav.example.org/x/"), name, null);
}
