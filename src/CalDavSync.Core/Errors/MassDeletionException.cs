using System;

namespace CalDavSync.Errors;

/// <summary>A listing would delete everything, or more than the caller allows; nothing was changed.</summary>
public sealed class MassDeletionException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public MassDeletionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Items that would be deleted.</summary>
    public int Deletions { get; internal set; }

    /// <summary>Items remembered.</summary>
    public int Known { get; internal set; }
}
