using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>What is known before a request is told before the server is asked: a slow answer keeps no record waiting.</summary>
public class RecordTimingTests
{
    [Theory]
    [InlineData(1, false, 100)]
    [InlineData(7, false, 5)]
    [InlineData(60, true, 100)]
    public async Task Deletions_do_not_wait_for_the_texts_of_changes(int changes, bool byQuery, int batchSize)
    {
        string[] names = Enumerable.Range(0, changes).Select(i => $"n{i:000}").ToArray();
        await using var scene = new Scene([.. names, "gone"]);
        scene.Wishes.IncludeContent = true;
        scene.Wishes.BatchSize = batchSize;
        await scene.Run([.. names.Select(name => "+" + name), "+gone"]);
        scene.Server.Delete("gone");
        scene.Server.Put(names);
        int told = -1;
        scene.Server.On(byQuery ? Ask.Query : Ask.Multiget, _ =>
        {
            if (told < 0) told = scene.Observer.Records.Count;
            return null;
        });
        await scene.Run([.. names.Select(name => "~" + name), "-gone"]);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task What_one_query_told_does_not_wait_for_the_listing_that_follows_a_cut()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Wishes.ServerProfile = "Cyrus";
        scene.CalendarToken = scene.Server.CurrentToken;
        scene.Server.On(Ask.Query, _ => Dav.Multistatus(null, scene.Server.Row("a", true), Dav.Cut(FakeCalendar.Path)));
        int told = -1;
        scene.Server.On(Ask.Sync, _ =>
        {
            told = scene.Observer.Records.Count;
            return null;
        });
        await scene.Run("+a +b");
        Assert.Equal(1, told);
    }
}
