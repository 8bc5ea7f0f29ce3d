using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using CalDavSync.Cmdlets.Tests.Documentation;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>One entry of tests/Scenarios, whose README says what the keys mean; a key that is not there is an error.</summary>
internal sealed record Scenario(string Title, IReadOnlyList<ScenarioStep> Steps, IReadOnlyDictionary<string, ScenarioSandbox>? Sandboxes = null)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Title by topic, from every file.</summary>
    public static IReadOnlyDictionary<string, Scenario> All { get; } = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Scenarios"), "*.json")
        .SelectMany(file => Read(File.ReadAllText(file)).Select(scenario => (Key: $"{Path.GetFileNameWithoutExtension(file)}: {scenario.Title}", scenario)))
        .ToDictionary(entry => entry.Key, entry => entry.scenario, StringComparer.Ordinal);

    public static IReadOnlyList<Scenario> Read(string json) => JsonSerializer.Deserialize<Scenario[]>(json, Strict)!;
}
