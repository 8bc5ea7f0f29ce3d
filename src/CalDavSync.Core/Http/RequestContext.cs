using System.Threading;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>What one run of a cmdlet shares over all its requests: the log and the counters.</summary>
internal sealed class RequestContext
{
    private int _requests;
    private long _bytesReceived;

    public RequestContext(IEngineLog log) => Log = log;

    public IEngineLog Log { get; }

    /// <summary>Requests sent, retries, redirects and authentication rounds included.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Bytes of response bodies as they came over the wire (before decompression).</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountBytes(int count) => Interlocked.Add(ref _bytesReceived, count);
}
