using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>
/// The members of a collection, compact: an open-addressing table over <see cref="MemberArena"/>. Keys are ordinal.
/// A Put counts as seen: whatever is put was just named by the server. Not safe for use by several threads at once.
/// </summary>
internal sealed class MemberMap
{
    private const int Deleted = -1;

    // What a file says of itself may be wrong.
    private const int MostExpected = 1 << 20;

    private readonly FieldBuffer _scratch = new();
    private MemberArena _arena = new();
    private int[] _slots;
    private uint[] _hashes;
    private int _usedSlots;
    private int _seen;
    private long _garbage;

    /// <param name="expected">How many members there will be, about.</param>
    public MemberMap(int expected = 0)
    {
        int size = 16;
        while (size < 2L * Math.Min(expected, MostExpected)) size *= 2;
        _slots = new int[size];
        _hashes = new uint[size];
    }

    public int Count { get; private set; }

    public int UnseenCount => Count - _seen;

    /// <summary>Bytes of all members as lines of fields.</summary>
    public long LiveBytes { get; private set; }

    [MethodImpl(Compiled.AtOnce)]
    public bool TryGet(string key, out MemberState member)
    {
        int slot = Find(key);
        if (slot < 0)
        {
            member = default;
            return false;
        }

        int position = _slots[slot] - 1;
        byte[] chunk = _arena.Chunk(position);
        int start = MemberArena.Offset(position) + 1;
        MemberEntry.Decode(chunk, start, _arena.Length(position) - 1, out _, out member);
        return true;
    }

    /// <summary>Adds or replaces; false when the same was there already.</summary>
    public bool Put(string key, in MemberState member)
    {
        _scratch.Clear();
        MemberEntry.Encode(_scratch, key, member);
        return PutEntry(_scratch.Bytes, 0, _scratch.Length);
    }

    /// <summary>As Put, with the bytes of <see cref="MemberEntry"/>, line end included.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool PutEntry(byte[] entry, int offset, int length, bool isSeen = true)
    {
        int keyLength = Array.IndexOf(entry, (byte)'\t', offset, length) - offset;
        uint hash = ByteKey.Hash(entry, offset, keyLength);
        int slot = Find(entry, offset, keyLength, hash);
        if (slot >= 0) return Replace(slot, entry, offset, length, isSeen);

        Grow();
        int free = FreeSlot(hash);
        if (_slots[free] == 0) _usedSlots++;
        _slots[free] = _arena.Append(entry, offset, length, Flags(isSeen)) + 1;
        _hashes[free] = hash;
        Count++;
        if (isSeen) _seen++;
        LiveBytes += length;
        return true;
    }

    public bool Remove(string key)
    {
        _scratch.Clear();
        _scratch.Field(key);
        return RemoveKey(_scratch.Bytes, 0, _scratch.Length);
    }

    /// <summary>As Remove, with the key as a field spells it.</summary>
    public bool RemoveKey(byte[] key, int offset, int length)
    {
        int slot = Find(key, offset, length, ByteKey.Hash(key, offset, length));
        if (slot < 0) return false;
        Discard(_slots[slot] - 1);
        _slots[slot] = Deleted;
        Count--;
        CompactWhenHalfIsGarbage();
        return true;
    }

    public void BeginSweep()
    {
        foreach (int position in _arena.Positions()) Flags(position) &= unchecked((byte)~MemberArena.Seen);
        _seen = 0;
    }

    [MethodImpl(Compiled.AtOnce)]
    public bool MarkSeen(string key)
    {
        int slot = Find(key);
        if (slot < 0) return false;
        MarkSeen(_slots[slot] - 1);
        return true;
    }

    public IReadOnlyList<string> Keys() => ReadKeys(Count, MemberArena.Present);

    public IReadOnlyList<string> UnseenKeys() => ReadKeys(UnseenCount, MemberArena.Present | MemberArena.Seen);

    /// <summary>All members as lines of fields, line end included, oldest first.</summary>
    public IEnumerable<ArraySegment<byte>> Entries()
    {
        foreach (int position in _arena.Positions())
        {
            yield return new ArraySegment<byte>(_arena.Chunk(position), MemberArena.Offset(position) + 1, _arena.Length(position));
        }
    }

    private List<string> ReadKeys(int capacity, byte mask)
    {
        List<string> keys = new(capacity);
        foreach (int position in _arena.Positions())
        {
            if ((Flags(position) & mask) != MemberArena.Present) continue;
            byte[] chunk = _arena.Chunk(position);
            int start = MemberArena.Offset(position) + 1;
            keys.Add(FieldText.Decode(chunk, start, Array.IndexOf(chunk, (byte)'\t', start) - start) ?? string.Empty);
        }

        return keys;
    }

    [MethodImpl(Compiled.AtOnce)]
    private bool Replace(int slot, byte[] entry, int offset, int length, bool isSeen)
    {
        int position = _slots[slot] - 1;
        if (isSeen) MarkSeen(position);
        byte[] chunk = _arena.Chunk(position);
        int start = MemberArena.Offset(position) + 1;
        if (_arena.Length(position) == length)
        {
            if (ByteKey.AreEqual(chunk, start, entry, offset, length)) return false;
            Buffer.BlockCopy(entry, offset, chunk, start, length);
            return true;
        }

        Discard(position);
        _slots[slot] = _arena.Append(entry, offset, length, Flags(isSeen)) + 1;
        if (isSeen) _seen++;
        LiveBytes += length;
        CompactWhenHalfIsGarbage();
        return true;
    }

    private void Discard(int position)
    {
        int length = _arena.Length(position);
        if ((Flags(position) & MemberArena.Seen) != 0) _seen--;
        Flags(position) |= MemberArena.Dead;
        LiveBytes -= length;
        _garbage += length;
    }

    [MethodImpl(Compiled.AtOnce)]
    private void MarkSeen(int position)
    {
        if ((Flags(position) & MemberArena.Seen) != 0) return;
        Flags(position) |= MemberArena.Seen;
        _seen++;
    }

    private static byte Flags(bool isSeen) => isSeen ? (byte)(MemberArena.Present | MemberArena.Seen) : MemberArena.Present;

    private ref byte Flags(int position) => ref _arena.Chunk(position)[MemberArena.Offset(position)];

    private int Find(string key)
    {
        _scratch.Clear();
        _scratch.Field(key);
        return Find(_scratch.Bytes, 0, _scratch.Length, ByteKey.Hash(_scratch.Bytes, 0, _scratch.Length));
    }

    [MethodImpl(Compiled.AtOnce)]
    private int Find(byte[] key, int offset, int length, uint hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == Deleted || _hashes[slot] != hash) continue;
            int position = _slots[slot] - 1;
            byte[] chunk = _arena.Chunk(position);
            int start = MemberArena.Offset(position) + 1;
            if (start + length < chunk.Length && chunk[start + length] == '\t' && ByteKey.AreEqual(chunk, start, key, offset, length)) return slot;
        }

        return -1;
    }

    [MethodImpl(Compiled.AtOnce)]
    private int FreeSlot(uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        while (_slots[slot] is not 0 and not Deleted) slot = (slot + 1) & mask;
        return slot;
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Grow()
    {
        if ((_usedSlots + 1) * 4L <= _slots.Length * 3L) return;
        int[] oldSlots = _slots;
        uint[] oldHashes = _hashes;
        int size = oldSlots.Length;
        while ((Count + 1) * 2L > size) size *= 2;
        _slots = new int[size];
        _hashes = new uint[size];
        _usedSlots = Count;
        for (int i = 0; i < oldSlots.Length; i++)
        {
            if (oldSlots[i] is 0 or Deleted) continue;
            int free = FreeSlot(oldHashes[i]);
            _slots[free] = oldSlots[i];
            _hashes[free] = oldHashes[i];
        }
    }

    private void CompactWhenHalfIsGarbage()
    {
        if (_garbage < 65536 || _garbage < LiveBytes) return;
        MemberArena old = _arena;
        _arena = new MemberArena();
        _garbage = 0;
        _usedSlots = Count;
        Array.Clear(_slots, 0, _slots.Length);
        foreach (int position in old.Positions())
        {
            byte[] chunk = old.Chunk(position);
            int start = MemberArena.Offset(position) + 1;
            uint hash = ByteKey.Hash(chunk, start, Array.IndexOf(chunk, (byte)'\t', start) - start);
            int free = FreeSlot(hash);
            _slots[free] = _arena.Append(chunk, start, old.Length(position), chunk[start - 1]) + 1;
            _hashes[free] = hash;
        }
    }
}
