using System;
using System.Diagnostics.Metrics;
using System.Threading;

namespace CalDavSync.SyncProcess;

/// <summary>Counts the requests of this process by the runtime's own metric, without a proxy in the way.</summary>
internal sealed class RequestCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _requests;

    public RequestCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "http.client.request.duration", Meter.Name: "System.Net.Http" }) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _requests));
        _listener.Start();
    }

    public int Count => Volatile.Read(ref _requests);

    public void Clear() => Volatile.Write(ref _requests, 0);

    public void Dispose() => _listener.Dispose();
}
