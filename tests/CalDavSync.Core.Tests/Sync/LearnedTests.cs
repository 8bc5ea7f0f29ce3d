using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

public class LearnedTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_left_files_the_oldest_go_first_and_one_that_comes_and_goes_counts_once()
    {
        var learned = new Learned(new Dictionary<string, string>()) { Destination = "folder" };
        for (int i = 0; i < 1000; i++) learned.NoteLeftFile($"{i}.ics", isUncertain: false);
        for (int i = 0; i < 50; i++) learned.NoteLeftFile("0.ics", isUncertain: false);
        Assert.Equal((1000, "1.ics", "0.ics"), (learned.LeftFiles.Count, learned.LeftFiles[0], learned.LeftFiles[^1]));
        learned.NoteLeftFile("new.ics", isUncertain: false);
        Assert.Equal((1000, "2.ics", "new.ics"), (learned.LeftFiles.Count, learned.LeftFiles[0], learned.LeftFiles[^1]));
        Assert.Equal(1000, learned.LeftFiles.Distinct().Count());
    }

    [Fact]
    public void Without_a_folder_only_what_an_unfinished_run_may_have_written_is_left()
    {
        var learned = new Learned(new Dictionary<string, string>());
        learned.NoteLeftFile("known.ics", isUncertain: false);
        learned.NoteLeftFile("told.ics", isUncertain: true);
        Assert.Equal(["told.ics"], learned.LeftFiles);
    }

    [Fact]
    public void Another_folder_is_expected_again_for_some_weeks()
    {
        var learned = new Learned(new Dictionary<string, string>());
        Assert.False(learned.HasOtherFolders(Now));
        learned.NoteOtherFolder(Now);
        var next = new Learned(learned.ToDictionary());
        Assert.True(next.HasOtherFolders(Now.AddDays(31)));
        Assert.False(next.HasOtherFolders(Now.AddDays(60)));
    }
}
