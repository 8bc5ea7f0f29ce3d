using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Migration.Reading;
using CalDavSync.Sync;

namespace CalDavSync.Migration.Files;

/// <summary>Exported items: a folder of .ics files, or one file with many items.</summary>
internal sealed class FileSide : ICalendarSide
{
    public FileSide(string path) => Name = path;

    /// <summary>The path.</summary>
    public string Name { get; }

    public Task ReadAsync(Action<SideItem> onItem, Action<string, CalDavException> onFailure, CancellationToken cancellationToken) =>
        Task.Run(() => Read(CalendarFile.Find(Name), onItem, onFailure, cancellationToken), cancellationToken);

    public Task ReadAgainAsync(IReadOnlyCollection<string> places, Action<SideItem> onItem, CancellationToken cancellationToken) =>
        Task.Run(() => Read(new HashSet<string>(places), onItem, (_, _) => { }, cancellationToken), cancellationToken);

    public CalDavItem ToItem(SideItem item) => ItemFactory.Create(item.Place, new Uri(item.Place), null, item.Text, null, ItemReader.Read(item.Text));

    private static void Read(IEnumerable<string> files, Action<SideItem> onItem, Action<string, CalDavException> onFailure, CancellationToken cancellationToken)
    {
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                CalendarFile.Read(
                    file,
                    item =>
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        onItem(item);
                    },
                    error => onFailure(file, error));
            }
            catch (CalendarFileException error)
            {
                onFailure(file, error);
            }
        }
    }
}
