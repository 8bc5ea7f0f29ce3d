namespace CalDavSync.Core.Tests.Wire;

/// <summary>What a <see cref="FaultProxy"/> does to a byte on its way to the client.</summary>
public enum FaultKind
{
    /// <summary>The connection ends before it.</summary>
    Cut,

    /// <summary>It comes in a segment of its own, later than what was before it.</summary>
    Delay,

    /// <summary>It arrives as another byte; what belongs to the same answer follows, then the connection ends.</summary>
    Garble,
}
