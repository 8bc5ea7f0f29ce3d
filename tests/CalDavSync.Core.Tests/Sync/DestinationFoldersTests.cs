using System;
using System.IO;
using CalDavSync.Core.Tests.State;
using CalDavSync.State;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Two calendars of one name never share the folder they are mirrored into.</summary>
public sealed class DestinationFoldersTests : IDisposable
{
    private static readonly CalDavCalendar Mine = Calendar("https://a.example/alice/work/");
    private static readonly CalDavCalendar Other = Calendar("https://b.example/alice/work/");

    private readonly TemporaryFolder _state = new();

    [Fact]
    public void In_one_command_the_second_gets_a_name_with_a_checksum()
    {
        DestinationFolders folders = Folders(null);
        Assert.Equal("work", Name(folders.For(Other, keep: false)));
        Assert.Equal("work", Name(folders.For(Mine, keep: true)));
        Assert.StartsWith("work~", Name(folders.For(Other, keep: true)), StringComparison.Ordinal);
        Assert.Equal("work", Name(folders.For(Mine, keep: true)));
    }

    [Fact]
    public void In_later_commands_each_keeps_its_folder()
    {
        Commit(Mine, Folders(_state.Path).For(Mine, keep: true));
        string second = Folders(_state.Path).For(Other, keep: true);
        Assert.StartsWith("work~", Name(second), StringComparison.Ordinal);
        Commit(Other, second);
        Assert.Equal("work", Name(Folders(_state.Path).For(Mine, keep: true)));
        Assert.Equal(second, Folders(_state.Path).For(Other, keep: true));
    }

    public void Dispose() => _state.Dispose();

    private static DestinationFolders Folders(string? state) => new(Path.Combine(Path.GetTempPath(), "mirror"), state, new Wire.FakeClock());

    private static string Name(string folder) => Path.GetFileName(folder);

    private static CalDavCalendar Calendar(string address) => new(new Uri(address), "work", null!);

    // What a run commits that has filled the folder.
    private void Commit(CalDavCalendar calendar, string folder)
    {
        using ISyncState state = new SyncStateStore(_state.Path, new Wire.FakeClock()).Open(new StateKey(calendar.Uri, "alice"));
        var learned = new Learned(state.Facts.Learned) { Destination = ContentHash.Of(folder) };
        state.Commit(state.Facts with { Learned = learned.ToDictionary() });
    }
}
