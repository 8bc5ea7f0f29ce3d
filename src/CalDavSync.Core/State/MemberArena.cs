using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>
/// Entries in chunks of 64 KB: one byte of flags, then the fields of a member as the journal spells them, then a line end.
/// Chunks instead of one array: growing copies nothing and stays out of the large object heap.
/// </summary>
internal sealed class MemberArena
{
    public const byte Present = 1;
    public const byte Dead = 2;
    public const byte Seen = 4;

    private const int OffsetBits = 16;
    private const int ChunkSize = 1 << OffsetBits;
    private readonly List<byte[]> _chunks = new();
    private int _free = ChunkSize;

    /// <summary>The chunk a position lies in.</summary>
    public byte[] Chunk(int position) => _chunks[position >> OffsetBits];

    /// <summary>Where in its chunk a position lies; the flags are there, the fields one byte further.</summary>
    public static int Offset(int position) => position & (ChunkSize - 1);

    /// <summary>Length of the fields with the line end.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public int Length(int position)
    {
        byte[] chunk = Chunk(position);
        int start = Offset(position) + 1;
        return Array.IndexOf(chunk, (byte)'\n', start) - start + 1;
    }

    /// <summary>Appends an entry, given with its line end, and returns its position.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public int Append(byte[] source, int offset, int length, byte flags)
    {
        int size = checked(length + 1);
        if (size > ChunkSize - _free)
        {
            if (_chunks.Count == 1 << (31 - OffsetBits)) throw new InvalidOperationException("A collection's members exceed 2 GB.");
            _chunks.Add(new byte[Math.Max(size, ChunkSize)]);
            _free = 0;
        }

        int position = ((_chunks.Count - 1) << OffsetBits) | _free;
        byte[] chunk = _chunks[_chunks.Count - 1];
        chunk[_free] = flags;
        Buffer.BlockCopy(source, offset, chunk, _free + 1, length);
        _free = Math.Min(ChunkSize, _free + size);
        return position;
    }

    /// <summary>The positions of all entries that are not dead, in the order they were appended.</summary>
    public IEnumerable<int> Positions()
    {
        for (int number = 0; number < _chunks.Count; number++)
        {
            byte[] chunk = _chunks[number];
            int offset = 0;
            while (offset < chunk.Length && chunk[offset] != 0)
            {
                int end = Array.IndexOf(chunk, (byte)'\n', offset + 1);
                if ((chunk[offset] & Dead) == 0) yield return (number << OffsetBits) | offset;
                offset = end + 1;
            }
        }
    }
}
