using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text.Json;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>Plays one scenario through the cmdlets and compares every step with what it expects.</summary>
internal sealed class ScenarioRun : IDisposable
{
    private readonly HostSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("caldavsync-test-").FullName;
    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly ScenarioLine _line;

    public ScenarioRun()
    {
        _line = new ScenarioLine(_session, _variables);
        _variables["folder"] = _folder;
        _variables["wrong"] = new PSCredential("alice", new NetworkCredential(string.Empty, "wrong").SecurePassword);
    }

    public void Play(Scenario scenario)
    {
        foreach ((string name, ScenarioSandbox sandbox) in scenario.Sandboxes ?? new Dictionary<string, ScenarioSandbox>()) Start(name, sandbox);
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            ScenarioStep step = scenario.Steps[i];
            PipelineResult result = _line.Run(step.Run);
            if (step.As is not null) _variables[step.As] = result.Output is [var only] ? only : result.Output.ToArray();
            List<string> wrong = Differences(step, result).ToList();
            Assert.True(wrong.Count == 0, $"step {i + 1}: {step.Run}\n{string.Join('\n', wrong)}");
        }
    }

    public void Dispose()
    {
        _session.RemoveModule();
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Start(string name, ScenarioSandbox sandbox)
    {
        var arguments = new List<object?> { "-Seed", sandbox.Seed };
        if (sandbox.Profile is not null) arguments.AddRange(["-Profile", sandbox.Profile]);
        if (sandbox.Quirk is not null) arguments.AddRange(["-Quirk", sandbox.Quirk.ToArray()]);
        _variables[name] = new CmdletPipeline(_session).Add("Start-CalDavSandbox", arguments.ToArray()).Run().Output.Single();
        if (sandbox.Connect) new CmdletPipeline(_session).Add("Connect-CalDav", "-Name", name).Run(_variables[name]);
    }

    private IEnumerable<string> Differences(ScenarioStep step, PipelineResult result)
    {
        ErrorRecord? terminating = result.FailureRecord;
        // A host that fails itself is no outcome.
        if (result.Failure is not null && terminating is null) yield return $"failed: {result.Failure}";
        ErrorRecord[] errors = result.Errors.Where(record => record != terminating).ToArray();
        string[] categories = errors.Append(terminating).OfType<ErrorRecord>().Select(record => record.CategoryInfo.Category.ToString()).ToArray();
        string?[] all =
        [
            step.Count is null ? null : Compare("count", [Text(step.Count)], [Text(result.Output.Count)]),
            step.Types is null ? null : Compare("types", step.Types, result.Output.Select(output => output?.GetType().Name ?? "null")),
            Compare("errors", step.Errors ?? [], errors.Select(record => record.FullyQualifiedErrorId)),
            Compare("terminating", [step.Terminating ?? "nothing"], [terminating?.FullyQualifiedErrorId ?? "nothing"]),
            step.Categories is null ? null : Compare("categories", step.Categories, categories),
            Compare("warnings", [Text(step.Warnings)], [Text(result.Warnings.Count)]),
            .. (step.Values ?? new Dictionary<string, JsonElement>()).Select(entry => Compare(entry.Key, Expected(entry.Value), Found(result.Output, entry.Key))),
            .. (step.Files ?? new Dictionary<string, int>()).Select(entry => Compare(entry.Key, [Text(entry.Value)], [Text(Files(entry.Key))])),
        ];
        foreach (string difference in all.OfType<string>()) yield return difference;
    }

    private static string? Compare(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string wanted = string.Join(" | ", expected);
        string found = string.Join(" | ", actual);
        return wanted == found ? null : $"{what}: expected {wanted}, found {found}";
    }

    private static IEnumerable<string> Expected(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text) : [Text(value)];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => value.ToString(),
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The texts of a property path of every output that has it; an empty path is the output itself.</summary>
    private static IEnumerable<string> Found(IEnumerable<object?> output, string path) => output
        .Where(value => path.Length == 0 || value?.GetType().GetProperty(path.Split('.')[0]) is not null)
        .Select(value => path.Split('.').Aggregate(value, ScenarioLine.Member))
        .Select(Text);

    private int Files(string folder)
    {
        string path = Path.Combine(_folder, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Length : 0;
    }
}
