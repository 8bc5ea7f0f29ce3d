using System;
using System.Collections.Generic;
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
    private const string NotInFile = "It is not in the file.";

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
        var leftOut = new Dictionary<string, InvalidCalendarDataException>(StringComparer.Ordinal);
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
                    leftOut[change.Href!] = new InvalidCalendarDataException($"{change.Href} holds broken iCalendar text: {error.Message}", error) { Origin = change.Href, Line = error.Line };
                }
            },
            Fail,
            cancellationToken).ConfigureAwait(false);
        joiner.Complete();
        foreach (KeyValuePair<string, InvalidCalendarDataException> other in leftOut) _onFailure(other.Key, other.Value.With(NotInFile));
        return items;

        // The reading says more about a text that is not iCalendar at all than the joining, and once is enough.
        void Fail(string href, CalDavException error) => _onFailure(href, leftOut.Remove(href) && error is InvalidCalendarDataException invalid ? invalid.With(NotInFile) : error);
    }
}
