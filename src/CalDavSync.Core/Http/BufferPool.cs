using System.Collections.Concurrent;
using System.Threading;

namespace CalDavSync.Http;

/// <summary>Read buffers for reuse (netstandard2.0 has no ArrayPool): small enough to stay off the large object heap.</summary>
internal static class BufferPool
{
    public const int BufferSize = 64 * 1024;

    private const int MaximumKept = 64;

    private static readonly ConcurrentBag<byte[]> Kept = [];

    private static int _count;

    public static byte[] Rent()
    {
        if (!Kept.TryTake(out var buffer)) return new byte[BufferSize];
        Interlocked.Decrement(ref _count);
        return buffer;
    }

    public static void Return(byte[] buffer)
    {
        if (Interlocked.Increment(ref _count) <= MaximumKept) Kept.Add(buffer);
        else Interlocked.Decrement(ref _count);
    }
}
