using System;

namespace CalDavSync.Sandbox;

/// <summary>The time of this machine.</summary>
internal sealed class SystemSandboxClock : ISandboxClock
{
    public static readonly SystemSandboxClock Instance = new();

    public DateTime UtcNow => DateTime.UtcNow;
}
