using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>State folders that came back from a backup, older than the folder they go with.</summary>
public class RestoredStateTests
{
    [Fact]
    public async Task A_file_of_an_item_the_state_does_not_know_goes_when_the_server_names_it_as_gone()
    {
        await using var scene = new Scene("a");
        string folder = scene.Wishes.Destination = scene.NewFolder("mirror");
        await scene.Run("+a");
        string journal = Directory.GetFiles(scene.Folder, "*.journal").Single();
        byte[] backup = File.ReadAllBytes(journal);
        scene.Server.Put("b");
        await scene.Run("+b");

        File.WriteAllBytes(journal, backup);
        scene.Server.Delete("b");
        await scene.Runs("");

        Assert.Equal(["a.ics"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }
}
