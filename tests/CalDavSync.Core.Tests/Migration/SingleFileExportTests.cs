using System.IO;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.State;
using CalDavSync.Errors;
using CalDavSync.Migration.Export;
using Xunit;

namespace CalDavSync.Core.Tests.Migration;

public sealed class SingleFileExportTests
{
    [Fact]
    public async Task A_folder_that_is_a_file_is_named_in_the_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("file"), "text");
        string path = Path.Combine(folder.Combine("file"), "all.ics");
        var export = new SingleFileExport(null!, path, (_, _) => { });

        DestinationUnavailableException error = await Assert.ThrowsAsync<DestinationUnavailableException>(() => export.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains(path, error.Message);
    }
}
