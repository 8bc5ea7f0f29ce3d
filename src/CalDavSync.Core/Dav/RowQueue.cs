using System;
using System.Collections.Generic;
using System.Threading;

namespace CalDavSync.Dav;

/// <summary>
/// Rows on their way from the thread that reads an answer to the one that works on them. The reader hands over what it has before each read,
/// which may have to wait for the network, and waits while the rows of many reads lie here.
/// </summary>
internal sealed class RowQueue
{
    // Of reads; a row can be larger than one.
    private const int MostReads = 32;

    private readonly object _gate = new();
    private List<MultistatusRow> _read = new();
    private List<MultistatusRow> _ready = new();
    private List<MultistatusRow> _taken = new();
    private int _reads;
    private int _readsReady;
    private bool _ended;
    private bool _abandoned;

    /// <summary>The reader has a row.</summary>
    public void Add(MultistatusRow row) => _read.Add(row);

    /// <summary>The reader is about to read on.</summary>
    /// <exception cref="OperationCanceledException">Nobody takes rows any more.</exception>
    public void Publish()
    {
        _reads++;
        if (_read.Count == 0) return;
        lock (_gate)
        {
            while (_readsReady >= MostReads && !_abandoned) Monitor.Wait(_gate);
            if (_abandoned) throw new OperationCanceledException();
            HandOver();
        }
    }

    /// <summary>The reader has no further row.</summary>
    public void End()
    {
        lock (_gate)
        {
            HandOver();
            _ended = true;
        }
    }

    /// <summary>The next rows, good until the next call; null when there are no more.</summary>
    /// <param name="onWait">Called when they have to be waited for.</param>
    public IReadOnlyList<MultistatusRow>? Take(Action? onWait)
    {
        _taken.Clear();
        if (!IsReady) onWait?.Invoke();
        lock (_gate)
        {
            while (_ready.Count == 0 && !_ended) Monitor.Wait(_gate);
            if (_ready.Count == 0) return null;
            (_taken, _ready) = (_ready, _taken);
            _readsReady = 0;
            Monitor.Pulse(_gate);
            return _taken;
        }
    }

    /// <summary>Nobody will take rows any more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            Monitor.Pulse(_gate);
        }
    }

    private bool IsReady
    {
        get
        {
            lock (_gate) return _ready.Count > 0 || _ended;
        }
    }

    private void HandOver()
    {
        if (_ready.Count == 0) (_ready, _read) = (_read, _ready);
        else _ready.AddRange(_read);
        _read.Clear();
        _readsReady += _reads;
        _reads = 0;
        Monitor.Pulse(_gate);
    }
}
