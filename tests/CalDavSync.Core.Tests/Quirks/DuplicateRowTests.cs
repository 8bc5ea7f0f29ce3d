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
}
