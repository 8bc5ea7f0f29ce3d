using System.Collections.Generic;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Keeps what the engine tells.</summary>
internal sealed class RecordingLog : IEngineLog
{
    public List<string> Story { get; } = [];

    public List<(string Cause, string Message)> Warnings { get; } = [];

    public bool WantsDebug => false;

    public void Verbose(string message)
    {
        lock (Story) Story.Add(message);
    }

    public void Debug(string message)
    {
    }

    public void Warning(string cause, string message)
    {
        lock (Story) Warnings.Add((cause, message));
    }
}
