namespace CalDavSync.Http;

/// <summary>
/// Finds where a gzip body has several members (RFC 1952 section 2.2), which the runtime decodes without telling. Each ends with the length of
/// what it holds, but only the last one's end is known for certain: another one is taken for real when a header follows and the length is one
/// that the bytes before could hold.
/// </summary>
internal sealed class GzipMembers
{
    // Deflate makes 258 bytes of two bits at best; a header and trailer take 18 bytes.
    private const long BestRatio = 1032;
    private const int Overhead = 18;
    private const int HeaderLength = 4;

    private ulong _window;
    private long _seen;
    private long _start;

    /// <summary>Lengths of all members but the last, added up as the format does: without what is above 32 bits.</summary>
    public uint Length { get; private set; }

    public void Saw(byte[] buffer, int offset, int count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            _window = (_window << 8) | buffer[i];
            _seen++;
            // Method 8 is the only one there is, and the highest three flags are reserved.
            if ((_window & 0xffffffe0) == 0x1f8b0800) Found();
        }
    }

    private void Found()
    {
        var end = _seen - HeaderLength;
        var length = Swap((uint)(_window >> 32));
        if (end - _start < Overhead || length > (end - _start - Overhead + 1) * BestRatio) return;
        Length = unchecked(Length + length);
        _start = end;
    }

    private static uint Swap(uint value) => (value >> 24) | ((value >> 8) & 0xff00) | ((value << 8) & 0xff0000) | (value << 24);
}
