using System;
using System.Collections.Concurrent;
using System.IO;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>
/// The exclusive right to one journal, against other processes (an open file that nobody else may open, which the system releases
/// when the process dies) and against other runspaces of this process. The lock file is beside the journal, because the journal is
/// replaced when it is compacted, and stays, because removing it would let two processes hold "the" lock.
/// </summary>
internal sealed class StateLock : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Held = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly FileStream _file;

    private StateLock(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <exception cref="StateLockedException">Somebody else has it.</exception>
    /// <exception cref="StateUnavailableException">The lock file cannot be made.</exception>
    public static StateLock Acquire(string journalPath)
    {
        string path = journalPath + ".lock";
        if (!Held.TryAdd(path, true)) throw Locked(journalPath, "another sync of this process", null);
        bool taken = false;
        try
        {
            bool isNew = !File.Exists(path);
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            StateLock result = new(path, file);
            if (isNew) UnixFileSystem.RestrictFile(path);
            taken = true;
            return result;
        }
        catch (IOException exception) when (FileFailure.IsLocked(exception))
        {
            throw Locked(journalPath, "another process", exception);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(path, exception);
        }
        finally
        {
            if (!taken) Held.TryRemove(path, out _);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        Held.TryRemove(_path, out _);
    }

    private static StateLockedException Locked(string journalPath, string holder, Exception? cause) =>
        new($"The sync state '{journalPath}' is in use by {holder}.", cause);
}
