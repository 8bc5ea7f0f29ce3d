using System.Collections.Generic;
using System.Text.Json;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>A pipeline as typed, the name its output gets, and what must come of it.</summary>
internal sealed record ScenarioStep(
    string Run,
    string? As = null,
    int? Count = null,
    IReadOnlyList<string>? Types = null,
    IReadOnlyDictionary<string, JsonElement>? Values = null,
    IReadOnlyList<string>? Errors = null,
    IReadOnlyList<string>? Categories = null,
    string? Terminating = null,
    int Warnings = 0,
    IReadOnlyDictionary<string, int>? Files = null);
