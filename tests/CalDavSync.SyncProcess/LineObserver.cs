using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Sync;

namespace CalDavSync.SyncProcess;

/// <summary>Writes every record as a line; taken means flushed, so that a reader has it even when this process is killed.</summary>
internal sealed class LineObserver : ISyncObserver
{
    private readonly TextWriter _output;

    public LineObserver(TextWriter output) => _output = output;

    public void Take(IReadOnlyList<CalDavSyncRecord> records)
    {
        lock (_output)
        {
            foreach (CalDavSyncRecord record in records) _output.WriteLine(RecordLine.Of(record));
        }
    }

    public Task RecordsTakenAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public void ItemFailed(CalDavCalendar calendar, string href, Exception error) => Console.Error.WriteLine($"{href}: {error.Message}");

    public void Progress(in SyncProgress progress)
    {
    }
}
