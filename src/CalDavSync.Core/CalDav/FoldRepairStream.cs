using System.IO;
using CalDavSync.Http;

namespace CalDavSync.CalDav;

/// <summary>
/// Takes out the folds that cut a UTF-8 character in two (RFC 5545 section 3.1 allows them): a line break and a blank before a continuation
/// octet can be nothing else.
/// </summary>
internal sealed class FoldRepairStream : ReadOnlyStream
{
    private const int LongestFold = 3;

    private readonly Stream _inner;
    private readonly byte[] _ahead = new byte[LongestFold + 1];
    private int _count;

    public FoldRepairStream(Stream inner) => _inner = new BufferedStream(inner, 64 * 1024);

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (read < count && Fill(1))
        {
            if (_ahead[0] is (byte)'\r' or (byte)'\n') DropFold();
            if (_count == 0) continue;
            buffer[offset + read++] = Take();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private void DropFold()
    {
        int length = _ahead[0] == '\r' && Fill(2) && _ahead[1] == '\n' ? 2 : 1;
        if (!Fill(length + 2) || _ahead[length] is not ((byte)' ' or (byte)'\t') || (_ahead[length + 1] & 0xC0) != 0x80) return;
        for (int i = 0; i <= length; i++) Take();
    }

    private bool Fill(int wanted)
    {
        while (_count < wanted)
        {
            int value = _inner.ReadByte();
            if (value < 0) return false;
            _ahead[_count++] = (byte)value;
        }

        return true;
    }

    private byte Take()
    {
        byte first = _ahead[0];
        _count--;
        for (int i = 0; i < _count; i++) _ahead[i] = _ahead[i + 1];
        return first;
    }
}
