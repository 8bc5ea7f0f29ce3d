using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>Code in the documentation uses commands and parameters that exist.</summary>
public sealed partial class ExampleTests
{
    private static readonly string[] Common =
    [
        "Confirm", "Debug", "ErrorAction", "ErrorVariable", "InformationAction", "InformationVariable", "OutBuffer", "OutVariable", "PipelineVariable",
        "ProgressAction", "Verbose", "WarningAction", "WarningVariable", "WhatIf",
    ];

    public static TheoryData<string> Files => new(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(Repository.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Code_uses_what_there_is(string file)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
        string[] wrong = CodeBlock().Matches(page).SelectMany(block => Wrong(block.Groups[1].Value)).ToArray();
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Wrong(string code)
    {
        foreach (Match call in Call().Matches(code.Replace("`\n", " ", StringComparison.Ordinal)))
        {
            string command = call.Groups[1].Value;
            if (!ModuleCommands.All.TryGetValue(command, out Type? cmdlet))
            {
                yield return command;
                continue;
            }

            string[] known = cmdlet.GetProperties().Select(property => property.Name).Concat(Common).Concat(["TimeoutSec"]).ToArray();
            foreach (Match parameter in Parameter().Matches(Nested().Replace(call.Groups[2].Value, string.Empty)))
            {
                if (!known.Contains(parameter.Groups[1].Value, StringComparer.OrdinalIgnoreCase)) yield return $"{command} {parameter.Value.Trim()}";
            }
        }
    }

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    // A call ends at the end of the line, at a pipe, a semicolon, a comment or a closing brace or parenthesis.
    [GeneratedRegex(@"(?<![\w-])([A-Z][a-z]+-CalDav[A-Za-z]*)((?:\([^()]*\)|\{[^{}]*\}|[^\n|;#(){}])*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\([^()]*\)|\{[^{}]*\}|'[^']*'|""[^""]*""")]
    private static partial Regex Nested();

    [GeneratedRegex(@"\s-([A-Za-z]+)\b")]
    private static partial Regex Parameter();
}
