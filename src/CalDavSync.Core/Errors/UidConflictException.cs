using System;

namespace CalDavSync.Errors;

/// <summary>Another item of this user has the same UID (CALDAV:no-uid-conflict, Q151).</summary>
public sealed class UidConflictException : CalDavException
{
    /// <summary>Creates the error with a message that names the thing.</summary>
    public UidConflictException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The address of the other item, when the server told it.</summary>
    public string? ExistingHref { get; internal set; }
}
