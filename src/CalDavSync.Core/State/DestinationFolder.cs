using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>
/// The folder of .ics files that mirrors one collection. Each file is written beside its place and renamed into it, so nobody ever
/// reads half a file. Single files are not flushed to the disk, which would cost more than everything else together; call
/// <see cref="Flush"/> before the state is committed. May be used by several threads at once for different keys.
/// </summary>
/// <remarks>IsEmpty, Write, Remove and Read throw <see cref="DestinationUnavailableException"/> naming the path when the file system refuses.</remarks>
internal sealed class DestinationFolder
{
    private const string Extension = ".ics";
    private const string TemporaryPrefix = ".caldavsync-";
    private const string TemporaryExtension = ".tmp";
    private const int Unbuffered = 1;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly string ProcessId = IdOfThisProcess();
    private static readonly Regex TemporaryName = new("^\\.caldavsync-[0-9]+-[0-9a-f]{32}\\.tmp$", RegexOptions.CultureInvariant);

    private readonly string _folder;
    private readonly string _collectionKey;
    private int _unflushed;

    /// <summary>Removes what a crashed run left half-written. A missing folder is made by the first write.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="collectionKey">What the keys of the members begin with, so that file names need not carry it; may be empty.</param>
    public DestinationFolder(string folder, string collectionKey = "")
    {
        _folder = Path.GetFullPath(folder);
        _collectionKey = collectionKey;
        Guarded(_folder, RemoveTemporaryFiles);
    }

    /// <summary>There is no folder, or no file of an item in it.</summary>
    public bool IsEmpty
    {
        get
        {
            bool isEmpty = true;
            Guarded(_folder, () => isEmpty = !Directory.Exists(_folder) || !Directory.EnumerateFiles(_folder, "*" + Extension).GetEnumerator().MoveNext());
            return isEmpty;
        }
    }

    /// <summary>A safe, readable folder name for a calendar, made of its name alone.</summary>
    public static string FolderNameFor(CalDavCalendar calendar) => SafeFileName.For(calendar.Name, string.Empty);

    /// <summary>Where the text of a member is kept. Depends on the key alone and never leaves the folder.</summary>
    public string PathFor(string key)
    {
        // A key of elsewhere must not get the name of a member that is spelled without the collection's key.
        bool isMember = key.StartsWith(_collectionKey, StringComparison.Ordinal);
        string name = isMember ? SafeFileName.For(key.Substring(_collectionKey.Length), Extension) : SafeFileName.Hashed(key, Extension);
        return Path.Combine(_folder, name);
    }

    /// <summary>Writes exactly the text as UTF-8 without a byte order mark, unless the file holds it already; returns the path.</summary>
    public Task<string> WriteAsync(string key, string content, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            string path = PathFor(key);
            byte[] bytes = Utf8.GetBytes(content);
            Guarded(path, () =>
            {
                if (!Holds(path, bytes)) Write(path, bytes);
            });
            return path;
        },
        cancellationToken);

    /// <summary>Removes the file of a member; returns its path, or null when there was none.</summary>
    public string? Remove(string key)
    {
        string path = PathFor(key);
        bool existed = false;
        Guarded(path, () =>
        {
            existed = File.Exists(path) || FileReplacement.IsLink(path);
            if (existed) File.Delete(path);
        });
        return existed ? path : null;
    }

    /// <summary>The text of a member; null when there is no file, or only a link to one.</summary>
    public string? Read(string key)
    {
        string path = PathFor(key);
        string? text = null;
        Guarded(path, () =>
        {
            if (File.Exists(path) && !FileReplacement.IsLink(path)) text = Utf8.GetString(File.ReadAllBytes(path));
        });
        return text;
    }

    /// <summary>
    /// Makes all files written so far durable, as one operation for the whole file system. Only Linux has one; elsewhere a power
    /// failure within seconds of a sync can cost files that the state says are there, which the next sync with -Full writes again.
    /// </summary>
    public void Flush()
    {
        if (Interlocked.Exchange(ref _unflushed, 0) != 0) UnixFileSystem.FlushFileSystem(_folder);
    }

    private static bool Holds(string path, byte[] content)
    {
        FileInfo file = new(path);
        if (!file.Exists || file.Length != content.Length || (file.Attributes & FileAttributes.ReparsePoint) != 0) return false;
        byte[] present = File.ReadAllBytes(path);
        if (present.Length != content.Length) return false;
        for (int i = 0; i < content.Length; i++)
        {
            if (present[i] != content[i]) return false;
        }

        return true;
    }

    private void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(_folder);
        string temporary = Path.Combine(_folder, TemporaryPrefix + ProcessId + Guid.NewGuid().ToString("N") + TemporaryExtension);
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, Unbuffered))
            {
                file.Write(content, 0, content.Length);
            }

            FileReplacement.Move(temporary, path);
            Volatile.Write(ref _unflushed, 1);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void RemoveTemporaryFiles()
    {
        if (!Directory.Exists(_folder)) return;
        foreach (string path in Directory.GetFiles(_folder, TemporaryPrefix + "*" + TemporaryExtension))
        {
            // Those of this process belong to a sync in another runspace.
            string name = Path.GetFileName(path);
            bool isOfThisProcess = name.StartsWith(TemporaryPrefix + ProcessId, StringComparison.Ordinal);
            if (!isOfThisProcess && TemporaryName.IsMatch(name)) File.Delete(path);
        }
    }

    private static void Guarded(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Destination(path, exception);
        }
    }

    private static string IdOfThisProcess()
    {
        using Process process = Process.GetCurrentProcess();
        return process.Id + "-";
    }
}
