using System;

namespace CalDavSync.Errors;

/// <summary>The state file cannot be read.</summary>
public sealed class StateDamagedException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public StateDamagedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
