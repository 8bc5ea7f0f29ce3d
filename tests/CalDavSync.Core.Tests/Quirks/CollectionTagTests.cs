using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Collection tags beside sync tokens: on servers where one or the other comes and goes.</summary>
public class CollectionTagTests
{
    [Fact]
    public async Task A_tag_from_before_the_tokens_hides_nothing_when_it_comes_back_with_the_contents()
    {
        await using var scene = new Scene("a");
        scene.Server.CTag = _ => string.Join("+", scene.Server.Items.Keys);
        scene.Server.Reports.Remove("sync-collection");
        await scene.Run("+a");

        scene.Server.Reports.Add("sync-collection");
        scene.Server.Put("b");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+b")).Strategy);
        scene.Server.Put("c");
        await scene.Run("+c", requests: 1);

        scene.Server.Reports.Remove("sync-collection");
        scene.Server.Delete("b", "c");
        await scene.Run("-b -c");
    }
}
