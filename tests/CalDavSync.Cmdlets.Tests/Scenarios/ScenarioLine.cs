using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using CmdletHost;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>The little of the language the scenarios use: values, variables with properties, commands, and pipelines of them. The rest is refused.</summary>
internal sealed partial class ScenarioLine(HostSession session, IReadOnlyDictionary<string, object?> variables)
{
    /// <summary>Runs one line.</summary>
    public PipelineResult Run(string line)
    {
        List<List<string>> commands = Split(line);
        object?[] input = [];
        if (!IsCommand(commands[0][0]))
        {
            input = commands[0].SelectMany(word => Elements(Value(word))).ToArray();
            commands.RemoveAt(0);
        }

        var pipeline = new CmdletPipeline(session);
        foreach (List<string> command in commands)
        {
            if (command is ["Select-Object", "-First", string count]) pipeline.First(int.Parse(count, CultureInfo.InvariantCulture));
            else pipeline.Add(command[0], command.Skip(1).SelectMany(Argument).ToArray());
        }

        return pipeline.Capture(input);
    }

    /// <summary>A property or an element, as a dot or brackets reach it; of a list a dot reaches that of every element.</summary>
    public static object? Member(object? value, string name)
    {
        if (name.Length == 0) return value;
        if (value is IEnumerable several and not string && value.GetType().GetProperty(name) is null) return several.Cast<object?>().Select(element => Member(element, name)).ToArray();
        PropertyInfo? property = value?.GetType().GetProperty(name);
        return property?.GetValue(value);
    }

    private static List<List<string>> Split(string line)
    {
        var commands = new List<List<string>> { new() };
        int end = 0;
        foreach (Match word in Words().Matches(line))
        {
            if (word.Index != end) throw new FormatException($"The scenarios' language does not know this: {line[end..]}");
            end = word.Index + word.Length;
            string text = word.Value.Trim();
            if (text == "|") commands.Add([]);
            else if (text.Length > 0) commands[^1].Add(text);
        }

        return end == line.Length ? commands : throw new FormatException($"The scenarios' language does not know this: {line[end..]}");
    }

    private static bool IsCommand(string word) => Command().IsMatch(word);

    private static IEnumerable<object?> Elements(object? value) => value is object?[] several ? several : [value];

    private IEnumerable<object?> Argument(string word)
    {
        if (!word.StartsWith('-') || int.TryParse(word, CultureInfo.InvariantCulture, out _)) return [Value(word)];
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? [word] : [word[..(colon + 1)], Value(word[(colon + 1)..])];
    }

    private object? Value(string word)
    {
        string[] parts = Parts().Matches(word).Select(match => match.Value).ToArray();
        return parts.Length == 1 ? Single(parts[0]) : parts.SelectMany(part => Elements(Single(part))).ToArray();
    }

    private object? Single(string word)
    {
        if (word.StartsWith('\'')) return word[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (!word.StartsWith('$')) return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : word;
        Match match = Variable().Match(word);
        object? value = Named(match.Groups["name"].Value);
        foreach (string member in match.Groups["member"].Captures.Select(capture => capture.Value))
        {
            value = member.StartsWith('.') ? Member(value, member[1..]) : Element(value, int.Parse(member[1..^1], CultureInfo.InvariantCulture));
        }

        string path = match.Groups["path"].Value;
        return path.Length == 0 ? value : value + path;
    }

    private object? Named(string name) => name switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        _ => variables.TryGetValue(name, out object? value) ? value : session.Variables.GetValue(name) ?? throw new FormatException($"Nothing is called ${name}."),
    };

    private static object? Element(object? value, int index) => Elements(value).ToArray() is var all && index < 0 ? all[^-index] : all[index];

    [GeneratedRegex(@"\s*(?:\||(?:-\w+:)?(?:'(?:[^']|'')*'|[\w$./*:@[\]-])+(?:,\s?(?:'(?:[^']|'')*'|[\w$./*:@[\]-])+)*)\s*")]
    private static partial Regex Words();

    [GeneratedRegex("'(?:[^']|'')*'|[^',\\s]+")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\$(?<name>\w+)(?<member>\.\w+|\[-?\d+\])*(?<path>/[\w./*-]+)?$")]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Z][a-z]+-[A-Z]\\w+$")]
    private static partial Regex Command();
}
