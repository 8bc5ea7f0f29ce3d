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
        or NotSupportedException || IsTooLarge(exception);

    /// <summary>True when another process has the file open exclusively.</summary>
    public static bool IsLocked(IOException exception)
    {
        // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere the errno of flock: EWOULDBLOCK, 11 on Linux, 35 on macOS.
        int code = exception.HResult & 0xFFFF;
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? code is 32 or 33 : exception.HResult is 11 or 35;
    }

    public static StateUnavailableException State(string path, Exception cause) =>
        new($"The sync state '{path}' cannot be used: {Reason(cause)}", cause);

    public static DestinationUnavailableException Destination(string path, Exception cause) =>
        new($"The destination '{path}' cannot be written: {Reason(cause)}", cause);

    /// <summary>What the runtime makes of a file that would become larger than the file system or the user's limits allow.</summary>
    private static bool IsTooLarge(Exception exception) => exception is ArgumentOutOfRangeException { ParamName: "value" };

    // The runtime says "No space left on device : '/the/path'": the path, or the one that is to replace it, need not be told twice.
    private static string Reason(Exception cause)
    {
        if (IsTooLarge(cause)) return "the file would become larger than is allowed here.";
        string message = cause.Message;
        int path = message.LastIndexOf(" : '", StringComparison.Ordinal);
        return path > 0 && message[message.Length - 1] == '\'' ? message.Substring(0, path) + "." : message;
    }
}
