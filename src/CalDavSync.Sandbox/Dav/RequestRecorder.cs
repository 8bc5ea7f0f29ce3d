using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Keeps the latest requests: at most 10,000 and 16 MB of bodies.</summary>
internal sealed class RequestRecorder
{
    private const int MaximumCount = 10_000;
    private const long MaximumBytes = 16 * 1024 * 1024;

    private readonly Action<SandboxRequest>? _log;
    private readonly Queue<SandboxRequest> _requests = new();
    private readonly List<Exception> _errors = new();
    private long _bytes;

    public RequestRecorder(Action<SandboxRequest>? log) => _log = log;

    public IReadOnlyList<SandboxRequest> Requests
    {
        get { lock (_requests) return _requests.ToList(); }
    }

    public IReadOnlyList<Exception> Errors
    {
        get { lock (_requests) return _errors.ToList(); }
    }

    public void Record(HttpRequest request, int status, DateTime time)
    {
        SandboxRequest entry = new(request, status, time);
        lock (_requests)
        {
            _requests.Enqueue(entry);
            _bytes += entry.BodyLength;
            while (_requests.Count > MaximumCount || (_bytes > MaximumBytes && _requests.Count > 1)) _bytes -= _requests.Dequeue().BodyLength;
        }

        _log?.Invoke(entry);
    }

    public void Failed(Exception exception)
    {
        lock (_requests)
        {
            if (_errors.Count < 100) _errors.Add(exception);
        }
    }

    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
            _bytes = 0;
        }
    }
}
