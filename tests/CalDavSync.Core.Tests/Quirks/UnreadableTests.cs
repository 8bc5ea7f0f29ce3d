using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Members that a server names and nobody can read.</summary>
public class UnreadableTests
{
    // A propstat 404 is no deletion (Q54); where nothing can be read for many runs, a listing tells what it was.
    [Fact]
    public async Task A_member_that_can_never_be_read_again_is_looked_for_in_a_listing()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b");
        scene.Server.Delete("b");
        scene.Says(Dav.Props(scene.Server.Href("b"), "<D:getetag/>", "HTTP/1.1 404 Not Found"));
        for (int run = 0; run < 4; run++) await scene.Runs("");
        await scene.Run("-b", requests: 2);
        await scene.Run("", requests: 1);
    }
}
