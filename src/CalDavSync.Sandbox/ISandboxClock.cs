using System;

namespace CalDavSync.Sandbox;

/// <summary>The server's idea of the time. Everything that depends on time (dates, tokens in seconds, caches) asks it.</summary>
public interface ISandboxClock
{
    /// <summary>The current time in UTC.</summary>
    DateTime UtcNow { get; }
}
