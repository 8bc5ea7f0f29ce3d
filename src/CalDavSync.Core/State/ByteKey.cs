using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.State;

/// <summary>Hash and equality of keys that are ranges of bytes.</summary>
internal static class ByteKey
{
    // Differs in each process, so that nobody can choose keys that collide; the order of a map's entries does not depend on it.
    private static readonly uint Seed = (uint)StringComparer.Ordinal.GetHashCode(nameof(ByteKey));

    [MethodImpl(Compiled.AtOnce)]
    public static uint Hash(byte[] bytes, int offset, int length)
    {
        // FNV-1a, then the finalizer of MurmurHash3, because tables use the low bits.
        uint hash = Seed ^ 2166136261;
        for (int i = offset; i < offset + length; i++) hash = (hash ^ bytes[i]) * 16777619;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    [MethodImpl(Compiled.AtOnce)]
    public static bool AreEqual(byte[] a, int aOffset, byte[] b, int bOffset, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (a[aOffset + i] != b[bOffset + i]) return false;
        }

        return true;
    }
}
