namespace CalDavSync.Threading;

/// <summary>A log nobody reads.</summary>
internal sealed class SilentLog : IEngineLog
{
    public static SilentLog Instance { get; } = new();

    public bool WantsDebug => false;

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Warning(string cause, string message)
    {
    }
}
