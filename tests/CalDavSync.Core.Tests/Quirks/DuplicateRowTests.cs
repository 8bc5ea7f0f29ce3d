using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part C of the quirks: one member in several rows.</summary>
public class DuplicateRowTests
{
    private const string A = FakeCalendar.Path + "a.ics";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Q65_added_and_deleted_in_one_answer_is_decided_by_reading(bool goneFirst, bool isThere)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        string present = Dav.Row(FakeCalendar.Path + "c.ics", "\"v3\"");
        string gone = Dav.Gone(FakeCalendar.Path + "c.ics");
        if (isThere) scene.Server.Put("c");
        scene.Says(goneFirst ? [gone, present] : [present, gone]);
        await scene.Run(isThere ? "+c" : "", atMost: 3);
        await scene.Run("", atMost: 2);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Q65_replayed_and_deleted_in_one_answer_is_decided_by_reading(bool goneFirst, bool isThere)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        string present = scene.Server.Row("a");
        if (!isThere) scene.Server.Delete("a");
        scene.Says(goneFirst ? [Dav.Gone(A), present] : [present, Dav.Gone(A)]);
        await scene.Run(isThere ? "" : "-a", atMost: 4);
        await scene.Run("", atMost: 2);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Q65_both_in_the_first_answer_is_decided_by_reading(bool isThere, bool withContent)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = withContent;
        string[] rows = [scene.Server.Row("a"), scene.Server.Row("b"), Dav.Gone(A)];
        if (!isThere) scene.Server.Delete("a");
        scene.Says(rows);
        if (isThere) await scene.Run("+a +b", atMost: 4);
        else await scene.Run(withContent ? "+b" : "+a -a +b", atMost: 4);
        await scene.Run("", atMost: 3);
    }

    [Fact]
    public async Task Q65_rows_that_come_twice_count_once()
    {
        await using var scene = new Scene("a", "b");
        scene.Says([.. scene.Server.AllRows(), .. scene.Server.AllRows()]);
        await scene.Run("+a +b", requests: 1);
        scene.Server.Put("a");
        scene.Says(scene.Server.Row("a"), scene.Server.Row("a").Replace("/dav", "http://x.example/dav"), scene.Server.Row("a"));
        await scene.Run("~a", requests: 1);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Q65_rows_that_come_twice_count_once_in_a_first_sync(bool isStateless, bool hasTags)
    {
        await using var scene = new Scene("a", "b");
        if (isStateless) scene.Wishes.SyncToken = string.Empty;
        if (!hasTags) scene.Server.ETag = _ => null;
        scene.Says([.. scene.Server.AllRows(), .. scene.Server.AllRows()]);
        await scene.Runs("+a +b");
        Assert.Equal((2, 0, 0), (scene.Last.Added, scene.Last.Changed, scene.Last.Unchanged));
    }

    [Fact]
    public async Task What_a_listing_finds_as_the_report_has_just_told_it_is_not_counted_as_unchanged()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.Verify = true;
        await scene.Run("+a +b +c");
        Assert.Equal(0, scene.Last.Unchanged);
        scene.Wishes.Full = true;
        scene.Server.Put("a", "d");
        await scene.Run("~a +d");
        Assert.Equal(2, scene.Last.Unchanged);
    }
}
