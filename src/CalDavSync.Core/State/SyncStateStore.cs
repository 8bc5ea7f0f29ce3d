using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using CalDavSync.Errors;
using CalDavSync.Threading;

namespace CalDavSync.State;

/// <summary>A folder with one journal per collection and user.</summary>
internal sealed class SyncStateStore(string folder, IClock clock)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>
    /// The user's state folder: $XDG_STATE_HOME/caldavsync or ~/.local/state/caldavsync, on macOS
    /// ~/Library/Application Support/CalDavSync, on Windows %LOCALAPPDATA%\CalDavSync.
    /// </summary>
    /// <exception cref="StateUnavailableException">The account has no home folder.</exception>
    public static string DefaultFolder
    {
        get
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return Below(Environment.SpecialFolder.LocalApplicationData, "CalDavSync");
            if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            {
                return Below(Environment.SpecialFolder.UserProfile, Path.Combine("Library", "Application Support", "CalDavSync"));
            }

            // A relative path is to be ignored, says the XDG Base Directory Specification.
            string? xdg = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            if (!string.IsNullOrEmpty(xdg) && Path.IsPathRooted(xdg)) return Path.Combine(xdg, "caldavsync");
            return Below(Environment.SpecialFolder.UserProfile, Path.Combine(".local", "state", "caldavsync"));
        }
    }

    /// <summary>Opens and locks the state of a collection; a new one when there is none. The file is made by the first change.</summary>
    /// <exception cref="StateLockedException">Another process or runspace has it open.</exception>
    /// <exception cref="StateUnavailableException">The folder or the file cannot be used.</exception>
    /// <exception cref="StateDamagedException">The file is not as it was written.</exception>
    public ISyncState Open(StateKey key)
    {
        JournalHeader header = JournalHeader.For(key);
        string path = PathOf(header);
        CreateFolder();
        StateLock stateLock = StateLock.Acquire(path);
        try
        {
            return new JournalSyncState(path, header, Read(path, header, (_, overview) => overview), stateLock, clock);
        }
        catch
        {
            stateLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The state as it is now, for a dry run: takes no lock, reads all members at once, and keeps changes and commits in memory.
    /// </summary>
    public ISyncState OpenReadOnly(StateKey key)
    {
        JournalHeader header = JournalHeader.For(key);
        return ReadUnlocked(PathOf(header), header, (file, overview) =>
        {
            MemberMap map = file is null ? new MemberMap() : JournalLoader.Load(file, overview);
            return new InMemorySyncState(map, overview.LastCommit?.Facts);
        });
    }

    /// <summary>What the last commit says, without a lock and without changing anything; null when there was none.</summary>
    public CalDavSyncState? Read(StateKey key)
    {
        JournalHeader header = JournalHeader.For(key);
        string path = PathOf(header);
        return ReadUnlocked(path, header, (_, overview) => Describe(path, overview));
    }

    /// <summary>What the last commits of all journals in the folder say, ordered by file name.</summary>
    /// <param name="onFailure">Told of each file that cannot be read, which is then left out; null: the first failure is thrown.</param>
    public IReadOnlyList<CalDavSyncState> ReadAll(Action<CalDavException>? onFailure = null)
    {
        List<CalDavSyncState> states = new();
        foreach (string path in JournalPaths())
        {
            try
            {
                if (ReadUnlocked(path, null, (_, overview) => Describe(path, overview)) is CalDavSyncState state) states.Add(state);
            }
            catch (CalDavException exception) when (onFailure is not null)
            {
                onFailure(exception);
            }
        }

        return states;
    }

    /// <summary>The address of each collection in the folder and what its last commit says; a file that cannot be read is left to the run that needs it.</summary>
    public IReadOnlyList<KeyValuePair<string, CollectionFacts>> ReadAllFacts()
    {
        List<KeyValuePair<string, CollectionFacts>> all = new();
        foreach (string path in JournalPaths())
        {
            try
            {
                JournalOverview overview = ReadUnlocked(path, null, (_, found) => found);
                if (overview is { Header: { } header, LastCommit: { } commit }) all.Add(new(header.Collection, commit.Facts));
            }
            catch (CalDavException)
            {
                continue;
            }
        }

        return all;
    }

    /// <summary>Forgets a collection, also when its file is damaged; false when nothing was remembered.</summary>
    public bool Remove(StateKey key)
    {
        string path = PathOf(JournalHeader.For(key));
        if (!File.Exists(path)) return false;
        using StateLock stateLock = StateLock.Acquire(path);
        try
        {
            File.Delete(JournalRewriter.TemporaryPath(path));
            File.Delete(AnnouncementLog.PathFor(path));
            bool existed = File.Exists(path);
            File.Delete(path);
            return existed;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(path, exception);
        }
    }

    internal static StateDamagedException Damaged(string path, InvalidDataException cause) =>
        new($"The sync state '{path}' is damaged, {cause.Message}.", cause);

    /// <summary>Where the journal of a collection is, whether it exists or not.</summary>
    internal string PathOf(StateKey key) => PathOf(JournalHeader.For(key));

    private string PathOf(JournalHeader header) => Path.Combine(_folder, StateFileName.For(header));

    private static string Below(Environment.SpecialFolder parent, string name)
    {
        string path = Environment.GetFolderPath(parent);
        if (path.Length > 0) return Path.Combine(path, name);
        throw new StateUnavailableException($"This account has no home folder to keep the sync state in ({parent}).");
    }

    private static T Read<T>(string path, JournalHeader? header, Func<FileStream?, JournalOverview, T> read)
    {
        try
        {
            if (!File.Exists(path) && !Directory.Exists(path)) return read(null, JournalOverview.Empty);
            using FileStream file = JournalFile.OpenForReading(path);
            return read(file, JournalInspector.Inspect(file, header));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, exception);
        }
        catch (FileNotFoundException)
        {
            return read(null, JournalOverview.Empty);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(path, exception);
        }
    }

    private static T ReadUnlocked<T>(string path, JournalHeader? header, Func<FileStream?, JournalOverview, T> read)
    {
        try
        {
            return Read(path, header, read);
        }
        catch (StateDamagedException)
        {
            // A writer may have cut off a torn tail and written anew while it was being read; what is damaged stays so.
            return Read(path, header, read);
        }
    }

    private static CalDavSyncState? Describe(string path, JournalOverview overview)
    {
        if (overview.LastCommit is null || overview.Header is null) return null;
        CollectionFacts facts = overview.LastCommit.Facts;
        return new CalDavSyncState(path)
        {
            Uri = Uri.TryCreate(overview.Header.Collection, UriKind.Absolute, out Uri? uri) ? uri : null,
            UserName = overview.Header.UserName,
            SyncToken = facts.SyncToken,
            Items = facts.Items,
            LastSync = facts.LastSync,
            Mode = facts.Mode,
            Strategy = facts.Strategy,
        };
    }

    private void CreateFolder()
    {
        try
        {
            JournalFile.CreateFolder(_folder);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(_folder, exception);
        }
    }

    private string[] JournalPaths()
    {
        try
        {
            if (!Directory.Exists(_folder)) return Array.Empty<string>();
            string[] paths = Directory.GetFiles(_folder, "*" + StateFileName.Extension);
            Array.Sort(paths, StringComparer.Ordinal);
            return paths;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(_folder, exception);
        }
    }
}
