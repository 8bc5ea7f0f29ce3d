using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Base;

/// <summary>Where one command remembers and mirrors to: a subfolder of the destination for each calendar, and never one for two.</summary>
internal sealed class SyncFolders
{
    private readonly string? _destination;
    private readonly Dictionary<string, Uri> _claimed = new(StringComparer.OrdinalIgnoreCase);

    private SyncFolders(string? state, string? destination)
    {
        State = state;
        _destination = destination;
    }

    /// <summary>The state folder; null for a stateless run.</summary>
    public string? State { get; }

    public bool NothingIsWritten => State is null && _destination is null;

    /// <summary>Resolves the paths as the user wrote them. Throws when one is not in the file system.</summary>
    public static SyncFolders Resolve(SessionState session, string? statePath, string? destination, bool stateless) => new(
        stateless ? null : StateFolder.Resolve(session, statePath),
        destination is null ? null : FileSystemPath.Resolve(session, destination, (message, cause) => new DestinationUnavailableException(message, cause)));

    /// <summary>destination/calendar name, made safe for every file system.</summary>
    public string? DestinationFor(CalDavCalendar calendar) =>
        _destination is null ? null : Path.Combine(_destination, DestinationFolder.FolderNameFor(calendar));

    /// <summary>As <see cref="DestinationFor"/>; throws when another calendar of this command has the folder: each would delete the other's files.</summary>
    public string? Claim(CalDavCalendar calendar)
    {
        if (DestinationFor(calendar) is not { } folder) return null;
        lock (_claimed) return Claim(calendar, folder);
    }

    private string Claim(CalDavCalendar calendar, string folder)
    {
        if (_claimed.TryGetValue(folder, out Uri? owner) && owner != calendar.Uri)
        {
            throw new DestinationUnavailableException($"The folder '{folder}' mirrors {owner} already; synchronize {calendar.Uri} to another -Destination.");
        }

        _claimed[folder] = calendar.Uri;
        return folder;
    }
}
