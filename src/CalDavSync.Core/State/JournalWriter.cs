using System;
using System.IO;
using System.Runtime.CompilerServices;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>
/// Appends to a journal. The lines of members are on the disk before the commit line is written, so a commit line that can be read
/// vouches for what is before it even after a power failure. After a failed write nothing more is accepted.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly string _path;
    private readonly JournalHeader _header;
    private readonly JournalChain _chain = new();
    private readonly FieldBuffer _commitLine = new();
    private readonly byte[] _buffer = new byte[65536];
    private FileStream? _file;
    private int _buffered;
    private long _length;
    private string? _lastChain;
    private Exception? _failure;

    public JournalWriter(string path, JournalHeader header, JournalOverview overview)
    {
        _path = path;
        _header = header;
        _lastChain = overview.LastCommit?.Chain;
        CommittedLength = overview.CommittedLength;
    }

    /// <summary>Length of the journal up to the last commit.</summary>
    public long CommittedLength { get; private set; }

    /// <summary>Lines of members were appended since the last commit.</summary>
    public bool HasMembersToCommit => _file is not null && _length > CommittedLength;

    /// <summary>The checksum of the last commit; null before the first.</summary>
    public string? LastChain => _lastChain;

    /// <exception cref="StateUnavailableException">The file cannot be written.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public void Append(byte[] bytes, int offset, int count)
    {
        if (_file is null || count > _buffer.Length - _buffered) MakeRoom(count);
        if (count <= _buffer.Length)
        {
            Buffer.BlockCopy(bytes, offset, _buffer, _buffered, count);
            _buffered += count;
        }
        else
        {
            WriteDirectly(bytes, offset, count);
        }

        _length += count;
    }

    /// <exception cref="StateUnavailableException">The file cannot be written; the previous commit stays in force.</exception>
    /// <param name="mustLast">
    /// False when the commit says nothing the last one did not say: then losing it in a power failure costs nothing, and waiting for the disk is
    /// most of what a run without changes takes.
    /// </param>
    public void Commit(CollectionFacts facts, long liveBytes, bool mustLast = true) => Guarded(() =>
    {
        FileStream file = Open();
        if (_length > CommittedLength)
        {
            WriteMembers(file);
            file.Flush(flushToDisk: true);
        }

        _commitLine.Clear();
        string sum = JournalCommit.Write(_commitLine, facts, liveBytes, _length, _chain);
        file.Write(_commitLine.Bytes, 0, _commitLine.Length);
        _length += _commitLine.Length;
        if (mustLast) file.Flush(flushToDisk: true);
        _lastChain = sum;
        CommittedLength = _length;
    });

    /// <summary>
    /// Rewrites the journal without its garbage; right after a commit. False when that failed: then the old file, which is complete,
    /// stays in use.
    /// </summary>
    public bool TryCompact(MemberMap map, CollectionFacts facts, long liveBytes)
    {
        Close();
        try
        {
            (CommittedLength, _lastChain) = JournalRewriter.Compact(_path, _header, map, facts, liveBytes);
            return true;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return false;
        }
    }

    /// <summary>Cuts off what was not committed; a journal without any commit goes away.</summary>
    public void Dispose()
    {
        try
        {
            if (_file is not null && _lastChain is not null && _file.Length > CommittedLength) _file.SetLength(CommittedLength);
            bool isEmpty = _file is not null && _lastChain is null;
            Close();
            if (isEmpty) File.Delete(_path);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Readers ignore an uncommitted tail, and the error that brought us here is already on its way.
            Close();
        }

        _chain.Dispose();
    }

    private FileStream Open()
    {
        if (_file is not null) return _file;
        if (_lastChain is null)
        {
            JournalRewriter.Create(_path, _header);
            byte[] header = _header.ToBytes();
            CommittedLength = header.Length;
            _chain.Restart(null);
            _chain.Append(header, 0, header.Length);
        }
        else
        {
            _chain.Restart(_lastChain);
        }

        _file = JournalFile.OpenForAppending(_path);
        if (_file.Length > CommittedLength) _file.SetLength(CommittedLength);
        _file.Position = CommittedLength;
        _length = CommittedLength;
        return _file;
    }

    private void MakeRoom(int count) => Guarded(() =>
    {
        FileStream file = Open();
        if (count > _buffer.Length - _buffered) WriteMembers(file);
    });

    private void WriteDirectly(byte[] bytes, int offset, int count) => Guarded(() =>
    {
        _chain.Append(bytes, offset, count);
        _file!.Write(bytes, offset, count);
    });

    // What is in the buffer goes into the checksum in one piece.
    private void WriteMembers(FileStream file)
    {
        _chain.Append(_buffer, 0, _buffered);
        file.Write(_buffer, 0, _buffered);
        _buffered = 0;
    }

    private void Close()
    {
        _buffered = 0;
        _file?.Dispose();
        _file = null;
    }

    private void Guarded(Action action)
    {
        if (_failure is not null) throw FileFailure.State(_path, _failure);
        try
        {
            action();
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            _failure = exception;
            throw FileFailure.State(_path, exception);
        }
    }
}
