namespace System.Runtime.CompilerServices;

/// <summary>For loops over every character of an answer.</summary>
internal static class Compiled
{
    /// <summary>
    /// MethodImplOptions.AggressiveOptimization, which netstandard2.0 does not name. A command that runs once would spend most of its time in
    /// the unoptimized first version of such a loop, counting how often it went round.
    /// </summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
