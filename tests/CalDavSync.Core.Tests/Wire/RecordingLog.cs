using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>Keeps everything the engine tells.</summary>
internal sealed class RecordingLog : IEngineLog
{
    private readonly ConcurrentQueue<string> _verbose = new();
    private readonly ConcurrentQueue<string> _debug = new();
    private readonly ConcurrentQueue<(string Cause, string Message)> _warnings = new();

    public bool WantsDebug { get; init; } = true;

    public IReadOnlyList<string> VerboseLines => _verbose.ToArray();

    public IReadOnlyList<string> DebugLines => _debug.ToArray();

    /// <summary>What a user would see once for each cause.</summary>
    public IReadOnlyList<(string Cause, string Message)> Warnings => _warnings.ToArray();

    public string Everything => string.Join("\n", _verbose.Concat(_debug).Concat(_warnings.Select(warning => warning.Message)));

    public void Verbose(string message) => _verbose.Enqueue(message);

    public void Debug(string message) => _debug.Enqueue(message);

    public void Warning(string cause, string message) => _warnings.Enqueue((cause, message));
}
