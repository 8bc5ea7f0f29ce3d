namespace CalDavSync.Threading;

/// <summary>Where the engine tells its story. May be called from any thread; must not block for long and never throws.</summary>
internal interface IEngineLog
{
    /// <summary>True when somebody reads <see cref="Debug"/>: the exchange is only rendered then.</summary>
    bool WantsDebug { get; }

    /// <summary>A sentence of the story, for -Verbose.</summary>
    void Verbose(string message);

    /// <summary>The exchange without secrets, for -Debug.</summary>
    void Debug(string message);

    /// <summary>Something the user should know once per cause; <paramref name="cause"/> is the key that makes it once.</summary>
    void Warning(string cause, string message);
}
