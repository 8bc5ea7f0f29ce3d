using System;
using System.Runtime.InteropServices;

namespace CalDavSync.SyncProcess;

/// <summary>
/// Lets no file of this process grow beyond a size, which to a program is the same as a disk that is full. Linux and macOS only.
/// </summary>
internal static class FileSizeLimit
{
    private const int FileSize = 1; // RLIMIT_FSIZE
    private const int Exceeded = 25; // SIGXFSZ, the same on both systems
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>Sets the limit in bytes; null lifts it.</summary>
    public static void Set(long? bytes)
    {
        _ = signal(Exceeded, Ignore);
        if (getrlimit(FileSize, out Limit limit) != 0) throw new InvalidOperationException("The limit cannot be read.");
        limit.Current = bytes is { } size ? (ulong)size : limit.Maximum;
        if (setrlimit(FileSize, in limit) != 0) throw new InvalidOperationException("The limit cannot be set.");
    }

    [DllImport("libc")]
    private static extern nint signal(int number, nint handler);

    [DllImport("libc")]
    private static extern int getrlimit(int resource, out Limit limit);

    [DllImport("libc")]
    private static extern int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
