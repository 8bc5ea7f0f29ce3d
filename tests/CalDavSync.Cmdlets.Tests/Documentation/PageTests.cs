using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CmdletHost;
using HelpBuilder;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>The pages in docs/en-US say what the compiled cmdlets are, no more and no less.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Commands => new(ModuleCommands.All.Values.Distinct().Select(ModuleCommands.NameOf));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Syntax_and_parameters_are_those_of_the_cmdlet(string command)
    {
        var facts = new CommandFacts(ModuleCommands.All[command]);
        GeneratedFile.Check(ReferencePage.PathOf(facts), ReferencePage.Render(facts));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_is_complete(string command)
    {
        CommandPage page = CommandPage.Read(Path.Combine(Repository.Pages, command + ".md"));
        var facts = new CommandFacts(ModuleCommands.All[command]);

        Assert.DoesNotContain("{{", File.ReadAllText(page.File));
        Assert.Single(Prose.Paragraphs(page.Synopsis));
        Assert.NotEmpty(page.Description);
        Assert.True(page.Examples.Count(example => example.Code.Contains(command, StringComparison.Ordinal)) >= 3, "three examples at least");
        Assert.All(page.Parameters, parameter => Assert.NotEmpty(Prose.Paragraphs(parameter.Description)));
        Assert.Equal(facts.Outputs.Order(StringComparer.Ordinal), page.Outputs.Select(output => output.Heading).Where(name => name != "None").Order(StringComparer.Ordinal));
        Assert.NotEmpty(page.Inputs);
        Assert.NotEmpty(page.Notes);
        Assert.NotEmpty(page.Links);
    }

    [Fact]
    public void Every_page_is_about_a_cmdlet_that_exists()
    {
        IEnumerable<string> pages = Directory.GetFiles(Repository.Pages, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!);
        Assert.Equal(
            ModuleCommands.All.Values.Distinct().Select(ModuleCommands.NameOf).Order(StringComparer.Ordinal),
            pages.Where(page => !page.StartsWith("about_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("about_CalDavSync")]
    [InlineData("about_CalDavSync_Servers")]
    [InlineData("about_CalDavSync_Tokens_and_State")]
    [InlineData("about_CalDavSync_Migration")]
    public void A_topic_becomes_text_that_fits_the_window(string topic)
    {
        string text = AboutTopic.ToText(Path.Combine(Repository.Pages, topic + ".md"));
        Assert.StartsWith($"TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n    ", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }
}
