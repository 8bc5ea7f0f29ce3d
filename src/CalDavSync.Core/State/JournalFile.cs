using System.IO;

namespace CalDavSync.State;

/// <summary>Opens the files of the state folder.</summary>
internal static class JournalFile
{
    private const int Unbuffered = 1;

    /// <summary>For a reader that does not mind a writer, nor that the file is replaced meanwhile.</summary>
    public static FileStream OpenForReading(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536);

    /// <summary>For the writer, which buffers by itself: what a failed write left behind must not be written again on closing.</summary>
    public static FileStream OpenForAppending(string path) =>
        new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, Unbuffered);

    /// <summary>A new file, its rights restricted before anything is in it.</summary>
    public static FileStream CreatePrivate(string path, bool unbuffered = false)
    {
        File.Delete(path);
        FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, unbuffered ? Unbuffered : 65536);
        try
        {
            UnixFileSystem.RestrictFile(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates a missing folder for the user alone; an existing one keeps its rights.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (File.Exists(path)) throw new IOException("it is a file, not a folder.");
        Directory.CreateDirectory(path);
        UnixFileSystem.RestrictFolder(path);
    }
}
