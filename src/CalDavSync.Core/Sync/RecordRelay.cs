using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Hands records to the consumer in small groups, so that one write makes the announcements of a whole group survive a crash before its
/// first record leaves. Whoever is about to wait for the server releases first: no record waits for the network. Called from one thread at a time.
/// </summary>
internal sealed class RecordRelay
{
    private const int MostRecords = 32;

    // In characters; some items are of megabytes.
    private const int MostText = 1 << 18;

    private readonly ISyncState _state;
    private readonly ISyncObserver _observer;
    private readonly List<CalDavSyncRecord> _waiting = new(MostRecords);
    private int _text;
    private ExceptionDispatchInfo? _consumerFailure;

    public RecordRelay(ISyncState state, ISyncObserver observer)
    {
        _state = state;
        _observer = observer;
    }

    /// <summary>Notes that the consumer is about to be told of a member.</summary>
    public void Announce(in Announcement announcement) => _state.Announce(announcement);

    /// <summary>Makes the announcements so far survive a crash: before a file is written, which is told as well.</summary>
    public void SettleAnnouncements() => _state.SettleAnnouncements();

    /// <summary>Adds a record that was announced; may release the group, and block then while the consumer is slow.</summary>
    /// <param name="textLength">Characters of the text the record holds.</param>
    [MethodImpl(Compiled.AtOnce)]
    public void Add(CalDavSyncRecord record, int textLength)
    {
        _waiting.Add(record);
        _text += textLength;
        if (_waiting.Count >= MostRecords || _text >= MostText) Release();
    }

    /// <summary>Hands out what is waiting.</summary>
    /// <exception cref="Errors.StateUnavailableException">The announcements cannot be written; no record of the group has left.</exception>
    public void Release()
    {
        _consumerFailure?.Throw();
        if (_waiting.Count == 0) return;
        _state.SettleAnnouncements();
        CalDavSyncRecord[] records = _waiting.ToArray();
        _waiting.Clear();
        _text = 0;
        try
        {
            _observer.Take(records);
        }
        catch (Exception exception)
        {
            // Records that were not taken must never be committed, whoever meets this exception on its way.
            _consumerFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
