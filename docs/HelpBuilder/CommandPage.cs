using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HelpBuilder;

/// <summary>The page of one cmdlet.</summary>
public sealed class CommandPage
{
    private readonly Section _page;

    private CommandPage(string file, Section page)
    {
        File = file;
        _page = page;
        Parameters = Part("PARAMETERS").Children
            .Where(child => child.Heading.StartsWith('-'))
            .Select(child => ParameterEntry.Read(file, child))
            .OfType<ParameterEntry>()
            .ToArray();
        Examples = Part("EXAMPLES").Children.Select(child => Example.Read(file, child)).ToArray();
    }

    public string File { get; }

    public string Name => _page.Heading;

    public IReadOnlyList<string> Synopsis => Part("SYNOPSIS").Lines;

    public IReadOnlyList<string> Description => Part("DESCRIPTION").Lines;

    /// <summary>The names of the parameter sets, without "(Default)"; the default one first.</summary>
    public IReadOnlyList<string> Sets => Part("SYNTAX").Children
        .Select(child => child.Heading.Replace(" (Default)", string.Empty, StringComparison.Ordinal))
        .ToArray();

    public IReadOnlyList<ParameterEntry> Parameters { get; }

    public IReadOnlyList<Example> Examples { get; }

    /// <summary>Type and description of what the pipeline takes.</summary>
    public IReadOnlyList<Section> Inputs => Part("INPUTS").Children;

    /// <summary>Type and description of what comes out.</summary>
    public IReadOnlyList<Section> Outputs => Part("OUTPUTS").Children;

    public IReadOnlyList<string> Notes => Part("NOTES").Lines;

    /// <summary>Lines of the form "- [text](address)".</summary>
    public IReadOnlyList<string> Links => Part("RELATED LINKS").Lines;

    /// <exception cref="InvalidPageException">A part is missing or cannot be read.</exception>
    public static CommandPage Read(string file)
    {
        Section root = Section.Read(file);
        if (root.Children is not [{ Level: 1 } page]) throw new InvalidPageException(file, "a page has one heading of the first level.");
        if (page.Heading != Path.GetFileNameWithoutExtension(file)) throw new InvalidPageException(file, "the heading is not the file's name.");
        return new CommandPage(file, page);
    }

    private Section Part(string heading) => _page.Find(heading) ?? throw new InvalidPageException(File, $"the part {heading} is missing.");
}
