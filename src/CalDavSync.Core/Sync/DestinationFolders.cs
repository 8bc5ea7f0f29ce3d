using System;
using System.Collections.Generic;
using System.IO;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Sync;

/// <summary>
/// Gives each calendar a subfolder of a destination: of its own name, or with a checksum where another calendar of that name has it already, as
/// the journals and the calendars of this command tell. Two in one folder would overwrite and delete each other's files. May be used by several
/// threads at once.
/// </summary>
internal sealed class DestinationFolders(string destination, string? stateFolder, IClock clock)
{
    private readonly object _gate = new();
    private Dictionary<string, string>? _owners;

    /// <summary>The subfolder of a calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="keep">The folder is this calendar's from now on; false only to say which it would be.</param>
    /// <exception cref="Errors.StateUnavailableException">The state folder cannot be read.</exception>
    public string For(CalDavCalendar calendar, bool keep)
    {
        string address = AddressOf(calendar.Uri);
        string named = Path.Combine(destination, DestinationFolder.FolderNameFor(calendar));
        string own = Path.Combine(destination, SafeFileName.Hashed(calendar.Uri.AbsoluteUri, string.Empty));
        lock (_gate)
        {
            Dictionary<string, string> owners = _owners ??= ReadOwners();
            string folder = IsOf(owners, own, address) || (owners.ContainsKey(ContentHash.Of(named)) && !IsOf(owners, named, address)) ? own : named;
            if (keep) owners[ContentHash.Of(folder)] = address;
            return folder;
        }
    }

    private static bool IsOf(Dictionary<string, string> owners, string folder, string address) =>
        owners.TryGetValue(ContentHash.Of(folder), out string? owner) && owner == address;

    private Dictionary<string, string> ReadOwners()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        if (stateFolder is null) return owners;
        foreach (KeyValuePair<string, CollectionFacts> journal in new SyncStateStore(stateFolder, clock).ReadAllFacts())
        {
            if (new Learned(journal.Value.Learned).Destination is { } folder && !owners.ContainsKey(folder)) owners[folder] = journal.Key;
        }

        return owners;
    }

    private static string AddressOf(Uri collection) => JournalHeader.For(new StateKey(collection, null)).Collection;
}
