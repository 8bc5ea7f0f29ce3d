using System;
using System.IO;
using System.Linq;
using System.Text;
using CmdletHost;
using HelpBuilder;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>The table of commands in README.md: a link and the synopsis of each.</summary>
public sealed class CommandTableTests
{
    private const string Begin = "<!-- commands: made from the synopsis of each page; ./build.sh docs renews it -->\n";
    private const string End = "<!-- end of commands -->";

    [Fact]
    public void README_lists_every_command()
    {
        string path = Path.Combine(Repository.Root, "README.md");
        string readme = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end > begin - 1, "README.md has lost the marks around the table of commands.");
        GeneratedFile.Check(path, readme[..begin] + Table() + readme[end..]);
    }

    private static string Table()
    {
        var text = new StringBuilder("\n| command | what it does |\n|---|---|\n");
        foreach (string command in ModuleCommands.All.Values.Distinct().Select(ModuleCommands.NameOf).Order(StringComparer.Ordinal))
        {
            string page = Path.Combine(Repository.Pages, command + ".md");
            if (!File.Exists(page)) continue;
            string synopsis = string.Join(' ', CommandPage.Read(page).Synopsis);
            text.Append("| [").Append(command).Append("](docs/en-US/").Append(command).Append(".md) | ").Append(synopsis).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }
}
