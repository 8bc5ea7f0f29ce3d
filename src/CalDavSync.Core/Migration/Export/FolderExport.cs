using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Migration.Reading;
using CalDavSync.State;

namespace CalDavSync.Migration.Export;

/// <summary>Writes each item of a calendar to a file of its own, byte for byte; files that hold the text already are left alone.</summary>
internal sealed class FolderExport
{
    private readonly CalendarSide _side;
    private readonly string _folder;
    private readonly Action<string> _onFile;
    private readonly Action<string, CalDavException> _onFailure;

    /// <param name="folder">The folder of this calendar; made when it is missing.</param>
    /// <param name="onFile">Receives the path of each file.</param>
    public FolderExport(CalendarSide side, string folder, Action<string> onFile, Action<string, CalDavException> onFailure)
    {
        _side = side;
        _folder = folder;
        _onFile = onFile;
        _onFailure = onFailure;
    }

    /// <summary>The paths of .ics files in the folder that are not of this export.</summary>
    /// <exception cref="DestinationUnavailableException">The folder cannot be written.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var destination = new DestinationFolder(_folder);
        var address = new CollectionAddress(_side.Calendar.Uri);
        var written = new HashSet<string>(StringComparer.Ordinal);
        CreateFolder();
        await _side.ReadResourcesAsync(
            change =>
            {
                address.Locate(change.Href!, out string key);
                string path = destination.WriteAsync(key, change.Content!, cancellationToken).GetAwaiter().GetResult();
                written.Add(Path.GetFileName(path));
                _onFile(path);
            },
            (href, error) => _onFailure(href, error is InvalidCalendarDataException invalid ? invalid.With("Its file has it as it is.") : error),
            cancellationToken).ConfigureAwait(false);
        destination.Flush();
        return Others(written);
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Destination(_folder, exception);
        }
    }

    private List<string> Others(HashSet<string> written)
    {
        var others = new List<string>();
        foreach (string path in Files.CalendarFile.Find(_folder))
        {
            if (!written.Contains(Path.GetFileName(path))) others.Add(path);
        }

        return others;
    }
}
