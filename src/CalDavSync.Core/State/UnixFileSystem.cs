using System;
using System.IO;
using System.Runtime.InteropServices;

namespace CalDavSync.State;

/// <summary>The calls of libc that netstandard2.0 lacks. On Windows each does nothing: there the profile folder is private already.</summary>
internal static class UnixFileSystem
{
    private const uint OwnerFile = 0x180; // 0600
    private const uint OwnerFolder = 0x1C0; // 0700
    private const int ReadOnly = 0; // O_RDONLY

    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Makes the file readable and writable by its owner alone.</summary>
    public static void RestrictFile(string path) => Restrict(path, OwnerFile);

    /// <summary>Makes the folder accessible to its owner alone.</summary>
    public static void RestrictFolder(string path) => Restrict(path, OwnerFolder);

    /// <summary>
    /// Makes a rename or creation in the folder durable. Not all file systems know this of folders; where they do not, there is
    /// nothing to be done and nothing is reported.
    /// </summary>
    public static void FlushFolder(string path) => WithFolder(path, fsync);

    /// <summary>Makes everything written to the file system of the folder durable; only Linux can.</summary>
    public static void FlushFileSystem(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) WithFolder(path, syncfs);
    }

    private static void Restrict(string path, uint mode)
    {
        if (IsWindows || chmod(path, mode) == 0) return;
        throw new IOException($"The access rights of '{path}' cannot be set (errno {Marshal.GetLastWin32Error()}).");
    }

    private static void WithFolder(string path, Func<int, int> call)
    {
        if (IsWindows) return;
        int descriptor = open(path, ReadOnly);
        if (descriptor < 0) return;
        call(descriptor);
        close(descriptor);
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int chmod(string path, uint mode);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc")]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    private static extern int syncfs(int descriptor);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
