using System;
using System.Collections.Generic;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>What belongs to one thing the engine was told to do.</summary>
/// <param name="Name">What it was told.</param>
/// <param name="At">When, because some tokens are times.</param>
internal sealed record RecordedStep(string Name, DateTimeOffset At)
{
    public List<RecordedExchange> Exchanges { get; } = [];
}
