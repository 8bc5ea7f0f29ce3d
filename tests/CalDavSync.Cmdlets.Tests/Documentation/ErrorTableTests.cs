using System.IO;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Documentation;

public sealed class ErrorTableTests
{
    [Fact]
    public void The_page_of_errors_is_the_catalogue() =>
        GeneratedFile.Check(Path.Combine(Repository.Root, "docs", "errors.md"), ErrorTable.Text());
}
