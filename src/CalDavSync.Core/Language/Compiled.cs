namespace System.Runtime.CompilerServices;

/// <summary>For code that goes over every row, character or member of an answer or a state.</summary>
internal static class Compiled
{
    /// <summary>
    /// MethodImplOptions.AggressiveOptimization, which netstandard2.0 does not name. A command that runs once would spend most of its time in
    /// the unoptimized first version of such code, counting how often it is run.
    /// </summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;
}
