using System.Collections.Generic;

namespace CalDavSync.Cmdlets.Tests.Scenarios;

/// <summary>A sandbox a scenario needs.</summary>
internal sealed record ScenarioSandbox(string? Profile = null, IReadOnlyList<string>? Quirk = null, int Seed = 3, bool Connect = true);
