using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Security;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>Tells what a file system refuses from errors of the program.</summary>
internal static class FileFailure
{
    /// <summary>True for missing, forbidden, full, read-only, locked and impossible paths.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or SecurityException
        or NotSupportedException;

    /// <summary>True when another process has the file open exclusively.</summary>
    public static bool IsLocked(IOException exception)
    {
        // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere the errno of flock: EWOULDBLOCK, 11 on Linux, 35 on macOS.
        int code = exception.HResult & 0xFFFF;
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? code is 32 or 33 : exception.HResult is 11 or 35;
    }

    public static StateUnavailableException State(string path, Exception cause) =>
        new($"The sync state '{path}' cannot be used: {cause.Message}", cause);

    public static DestinationUnavailableException Destination(string path, Exception cause) =>
        new($"The destination '{path}' cannot be written: {cause.Message}", cause);
}
