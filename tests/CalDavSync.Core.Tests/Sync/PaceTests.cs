using System;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

public class PaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Pace _pace = new();

    [Fact]
    public void The_time_left_follows_from_what_was_done_since_the_first_report()
    {
        Assert.Null(Left("reading", 100, 500, 0));
        Assert.Equal(TimeSpan.FromSeconds(30), Left("reading", 200, 500, 10));
        Assert.Equal(TimeSpan.FromSeconds(30), Left("reading", 300, 500, 30));
        Assert.Equal(TimeSpan.Zero, Left("reading", 500, 500, 60));
    }

    [Fact]
    public void Each_activity_has_a_pace_of_its_own()
    {
        Left("listing", 100, 1000, 0);
        Assert.Null(Left("reading", 200, 1000, 100));
        Assert.Equal(TimeSpan.FromSeconds(7), Left("reading", 300, 1000, 101));
        Assert.Null(Left("reading", 25, 1000, 200));
    }

    [Fact]
    public void Nobody_can_tell_without_an_end() => Assert.Null(Left("listing", 100, null, 0) ?? Left("listing", 200, null, 1));

    private TimeSpan? Left(string activity, int done, int? total, int seconds) => _pace.Left(activity, done, total, Start.AddSeconds(seconds));
}
