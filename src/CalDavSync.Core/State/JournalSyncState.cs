using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using CalDavSync.Errors;
using CalDavSync.Threading;

namespace CalDavSync.State;

/// <summary>
/// The state of one collection in its journal. Members are read when the first one is asked for, and once a week to check the file; any
/// other run that finds nothing changed reads the end of the file and appends one line. Not safe for use by several threads at once.
/// </summary>
internal sealed class JournalSyncState : ISyncState
{
    private const long SmallestGarbage = 65536;

    // A run without changes sees the end of the file only; damage before it would be found years later, when the backups are gone too.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromDays(7);

    private readonly string _path;
    private readonly StateLock _lock;
    private readonly JournalOverview _overview;
    private readonly JournalWriter _writer;
    private readonly AnnouncementLog _announcements;
    private readonly IClock _clock;
    private readonly FieldBuffer _line = new();
    private MemberMap? _map;
    private long _liveBytes;
    private bool _compactionFailed;
    private bool _disposed;

    public JournalSyncState(string path, JournalHeader header, JournalOverview overview, StateLock stateLock, IClock clock)
    {
        _path = path;
        _lock = stateLock;
        _overview = overview;
        _clock = clock;
        _writer = new JournalWriter(path, header, overview);
        _announcements = new AnnouncementLog(path, overview.LastCommit?.Chain);
        _liveBytes = overview.LastCommit?.LiveBytes ?? 0;
        Facts = overview.LastCommit?.Facts ?? new CollectionFacts();
        IsNew = overview.LastCommit is null;
        if (IsCheckDue()) _map = Load();
    }

    public CollectionFacts Facts { get; private set; }

    public bool IsNew { get; private set; }

    public int Count => _map?.Count ?? Facts.Items;

    public int UnseenCount => Members.UnseenCount;

    public IReadOnlyList<Announcement> Announced => _announcements.Left;

    private MemberMap Members => _map ??= Load();

    [MethodImpl(Compiled.AtOnce)]
    public void Announce(in Announcement announcement) => _announcements.Add(announcement);

    public void SettleAnnouncements() => _announcements.Settle();

    [MethodImpl(Compiled.AtOnce)]
    public bool TryGet(string key, out MemberState member) => Members.TryGet(key, out member);

    [MethodImpl(Compiled.AtOnce)]
    public void Put(string key, in MemberState member)
    {
        MemberMap members = Members;
        _line.Clear();
        _line.Ascii(JournalLine.Put);
        MemberEntry.Encode(_line, key, member);
        int skip = JournalLine.Put.Length;
        if (members.PutEntry(_line.Bytes, skip, _line.Length - skip)) _writer.Append(_line.Bytes, 0, _line.Length);
    }

    public bool Remove(string key)
    {
        MemberMap members = Members;
        _line.Clear();
        _line.Ascii(JournalLine.Remove);
        _line.Field(key);
        int skip = JournalLine.Remove.Length;
        if (!members.RemoveKey(_line.Bytes, skip, _line.Length - skip)) return false;
        _line.Byte((byte)'\n');
        _writer.Append(_line.Bytes, 0, _line.Length);
        return true;
    }

    public void BeginSweep() => Members.BeginSweep();

    [MethodImpl(Compiled.AtOnce)]
    public bool MarkSeen(string key) => Members.MarkSeen(key);

    public IReadOnlyList<string> UnseenKeys() => Members.UnseenKeys();

    public IReadOnlyList<string> Keys() => Members.Keys();

    /// <summary>Commits; the number of members, the time of the commit and that of the last check are set here.</summary>
    public void Commit(CollectionFacts facts)
    {
        if (_disposed) throw new ObjectDisposedException(nameof(JournalSyncState));
        DateTimeOffset now = _clock.UtcNow;
        facts = facts with { Items = Count, LastSync = now, LastCheck = IsNew || _map is not null ? now : Facts.LastCheck };
        if (_map is not null) _liveBytes = _map.LiveBytes + ((long)JournalLine.Put.Length * _map.Count);
        bool saysNothingNew = !IsNew && facts.SyncToken == Facts.SyncToken && facts.CTag == Facts.CTag && !_writer.HasMembersToCommit;
        _writer.Commit(facts, _liveBytes, mustLast: !saysNothingNew);
        _announcements.Clear(_writer.LastChain);
        Facts = facts;
        IsNew = false;

        long garbage = _writer.CommittedLength - _liveBytes;
        if (garbage < SmallestGarbage || garbage < _liveBytes || _compactionFailed) return;
        _compactionFailed = !_writer.TryCompact(Members, facts, _liveBytes);
        _announcements.Clear(_writer.LastChain);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _writer.Dispose();
        _announcements.Dispose();
        _lock.Dispose();
    }

    // A time to come is that of a clock that was wrong.
    private bool IsCheckDue()
    {
        if (IsNew) return false;
        DateTimeOffset now = _clock.UtcNow;
        return Facts.LastCheck is not { } last || last > now || now - last > CheckInterval;
    }

    private MemberMap Load()
    {
        if (_disposed) throw new ObjectDisposedException(nameof(JournalSyncState));
        if (IsNew) return new MemberMap();
        try
        {
            using FileStream file = JournalFile.OpenForReading(_path);
            return JournalLoader.Load(file, JournalInspector.Inspect(file, _overview.Header));
        }
        catch (InvalidDataException exception)
        {
            throw SyncStateStore.Damaged(_path, exception);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.State(_path, exception);
        }
    }
}
