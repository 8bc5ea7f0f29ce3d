using System;
using System.Collections.Generic;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Failures that were ordered for the next requests.</summary>
internal sealed class FailureInjection
{
    private readonly List<(int Status, string? Method)> _pending = new();

    public void Order(int status, int count, string? method)
    {
        lock (_pending)
        {
            for (int i = 0; i < count; i++) _pending.Add((status, method));
        }
    }

    public void Clear()
    {
        lock (_pending) _pending.Clear();
    }

    public HttpResponse? Next(string method)
    {
        lock (_pending)
        {
            int index = _pending.FindIndex(failure => failure.Method is null || string.Equals(failure.Method, method, StringComparison.OrdinalIgnoreCase));
            if (index < 0) return null;
            int status = _pending[index].Status;
            _pending.RemoveAt(index);
            return status == 0 ? new HttpResponse(500) { Abort = true } : HttpResponse.Text(status, "Failure ordered by the test.\n");
        }
    }
}
