using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Migration.Reading;
using CalDavSync.State;

namespace CalDavSync.Migration.Export;

/// <summary>Writes a calendar as one file, beside its place and then renamed into it: a reader never sees half a file.</summary>
internal sealed class SingleFileExport
{
    private readonly CalendarSide _side;
    private readonly string _path;
    private readonly Action<string, CalDavException> _onFailure;

    /// <param name="path">The file; replaced when it exists.</param>
    public SingleFileExport(CalendarSide side, string path, Action<string, CalDavException> onFailure)
    {
        _side = side;
        _path = path;
        _onFailure = onFailure;
    }

    /// <summary>The number of items in the file.</summary>
    /// <exception cref="DestinationUnavailableException">The file cannot be written.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string temporary = _path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            int items = await WriteAsync(temporary, cancellationToken).ConfigureAwait(false);
            FileReplacement.Move(temporary, _path);
            return items;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Destination(_path, exception);
        }
        finally
        {
            Discard(temporary);
        }
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The folder is not there or takes nothing: that error is on its way already, and this one would hide it.
            return;
        }
    }

    private async Task<int> WriteAsync(string temporary, CancellationToken cancellationToken)
    {
        int items = 0;
        using var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var joiner = new CalendarJoiner(writer, _side.Calendar.DisplayName);
        await _side.ReadResourcesAsync(
            change =>
            {
                try
                {
                    joiner.Add(change.Content!);
                    items++;
                }
                catch (InvalidCalendarDataException error)
                {
                    _onFailure(change.Href!, error);
                }
            },
            _onFailure,
            cancellationToken).ConfigureAwait(false);
        joiner.Complete();
        return items;
    }
}
