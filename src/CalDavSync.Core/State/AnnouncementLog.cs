using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using CalDavSync.Errors;

namespace CalDavSync.State;

/// <summary>
/// Written before a record leaves, emptied by the commit: after a crash the next run knows what the consumer may have been told, and sets it
/// right even when the server has changed its mind since. A file beside the journal; it names the commit it builds on.
/// </summary>
internal sealed class AnnouncementLog : IDisposable
{
    private const string Present = "present\t";
    private const string Removed = "removed\t";
    private const int MaximumLineLength = 1 << 20;
    private const int SumLength = 8;

    private readonly string _path;
    private readonly FieldBuffer _pending = new();
    private readonly Dictionary<string, Announcement> _last = new(StringComparer.Ordinal);
    private FileStream? _file;
    private string? _base;
    private long _readable;

    public AnnouncementLog(string journalPath, string? lastCommit)
    {
        _path = PathFor(journalPath);
        _base = lastCommit;
        Left = Read();
        foreach (Announcement announcement in Left) _last[announcement.Key] = announcement;
    }

    /// <summary>What a run that did not commit had announced, in order.</summary>
    public IReadOnlyList<Announcement> Left { get; private set; }

    public static string PathFor(string journalPath) => journalPath + ".announced";

    [MethodImpl(Compiled.AtOnce)]
    public void Add(in Announcement announcement)
    {
        // A run that fails every night, as on a full disk, must not make the file longer every night.
        if (_last.Count > 0 && _last.TryGetValue(announcement.Key, out Announcement last) && last == announcement) return;
        _last.Remove(announcement.Key);
        int start = _pending.Length;
        _pending.Ascii(announcement.IsRemoval ? Removed : Present);
        _pending.Field(announcement.Key);
        _pending.Byte((byte)'\t');
        _pending.Field(announcement.Href);
        string sum = LineSum.Of(_pending.Bytes, start, _pending.Length - start);
        _pending.Byte((byte)'\t');
        _pending.Ascii(sum);
        _pending.Byte((byte)'\n');
    }

    /// <summary>Writes what was added.</summary>
    /// <exception cref="StateUnavailableException">The file cannot be written.</exception>
    public void Settle()
    {
        if (_pending.Length == 0) return;
        Guarded(() => Open().Write(_pending.Bytes, 0, _pending.Length));
        _pending.Clear();
    }

    /// <summary>The commit vouches for everything announced.</summary>
    public void Clear(string? lastCommit)
    {
        _base = lastCommit;
        _pending.Clear();
        if (_file is null && Left.Count == 0) return;
        Guarded(() =>
        {
            _file?.Dispose();
            _file = null;
            File.Delete(_path);
        });
        _last.Clear();
        Left = Array.Empty<Announcement>();
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Open()
    {
        if (_file is not null) return _file;
        if (Left.Count > 0)
        {
            _file = JournalFile.OpenForAppending(_path);
            // What cannot be read would hide what is written behind it.
            _file.SetLength(_readable);
            _file.Position = _readable;
            return _file;
        }

        JournalFile.CreateFolder(Path.GetDirectoryName(_path)!);
        var header = new FieldBuffer();
        header.Field(_base);
        header.Byte((byte)'\n');
        FileStream file = JournalFile.CreatePrivate(_path, unbuffered: true);
        try
        {
            file.Write(header.Bytes, 0, header.Length);
        }
        catch
        {
            // Without its header nothing in it counts: a second try begins anew.
            file.Dispose();
            throw;
        }

        return _file = file;
    }

    // A torn last line was never acted upon: its record had not left yet.
    private List<Announcement> Read()
    {
        var left = new List<Announcement>();
        if (!File.Exists(_path)) return left;
        Guarded(() =>
        {
            using FileStream file = JournalFile.OpenForReading(_path);
            var lines = new LineReader(file, MaximumLineLength);
            if (!lines.Read() || FieldText.Decode(lines.Buffer, lines.Start, lines.Length) != _base) return;
            _readable = lines.Consumed;
            while (lines.Read())
            {
                _readable = lines.Consumed;
                if (ReadLine(lines) is { } announcement) left.Add(announcement);
            }
        });
        return left;
    }

    // A damaged line must not tell a consumer of an address that never was. What it was about the server tells again, unless it is gone since.
    private static Announcement? ReadLine(LineReader lines)
    {
        int at = lines.Length - SumLength;
        if (at <= 0 || lines.Buffer[lines.Start + at - 1] != (byte)'\t') return null;
        int end = lines.Start + at - 1;
        if (!FieldText.StartsWith(lines.Buffer, lines.Start + at, SumLength, LineSum.Of(lines.Buffer, lines.Start, end - lines.Start))) return null;
        bool isRemoval = FieldText.StartsWith(lines.Buffer, lines.Start, lines.Length, Removed);
        int start = lines.Start + Present.Length;
        string? key = FieldText.Next(lines.Buffer, ref start, end);
        return string.IsNullOrEmpty(key) ? null : new Announcement(key!, FieldText.Next(lines.Buffer, ref start, end), isRemoval);
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
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
