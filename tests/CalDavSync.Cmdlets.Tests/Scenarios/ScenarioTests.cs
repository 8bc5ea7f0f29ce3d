using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>The list of tests/Scenarios in the host; tests/Pester runs the same one in PowerShell.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Titles => new(Scenario.All.Keys.Order());

    [Theory]
    [MemberData(nameof(Titles))]
    public void The_host_does_what_PowerShell_does(string title)
    {
        using var run = new ScenarioRun();
        run.Play(Scenario.All[title]);
    }

    [Theory]
    [InlineData("""[{ "title": "x", "steps": [{ "run": "Get-CalDavConnection", "cuont": 1 }] }]""")]
    [InlineData("""[{ "title": "x", "steps": [], "sandbox": { "a": {} } }]""")]
    [InlineData("""[{ "title": "x", "steps": [], "sandboxes": { "a": { "seeds": 1 } } }]""")]
    [InlineData("""[{ "title": "x", "steps": [{ "count": 1 }] }]""")]
    public void A_key_nobody_knows_is_no_scenario(string json) => Assert.Throws<JsonException>(() => Scenario.Read(json));

    [Fact]
    public void Every_command_has_its_part()
    {
        string lines = string.Join('\n', Scenario.All.Values.SelectMany(scenario => scenario.Steps).Select(step => step.Run));
        IEnumerable<string> missing = CmdletHost.ModuleCommands.All.Keys.Where(name => !lines.Contains(name, System.StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}
