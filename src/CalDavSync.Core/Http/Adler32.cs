namespace CalDavSync.Http;

/// <summary>The check value at the end of the zlib format (RFC 1950 section 8.2).</summary>
internal struct Adler32
{
    private const uint Modulus = 65521;

    // The most bytes that can be added before the sums overflow 32 bits.
    private const int Stretch = 5552;

    private uint _low;
    private uint _high;

    public Adler32()
    {
        _low = 1;
        _high = 0;
    }

    public readonly uint Value => (_high << 16) | _low;

    public void Add(byte[] buffer, int offset, int count)
    {
        for (var end = offset + count; offset < end;)
        {
            for (var stop = end - offset > Stretch ? offset + Stretch : end; offset < stop; offset++)
            {
                _low += buffer[offset];
                _high += _low;
            }

            _low %= Modulus;
            _high %= Modulus;
        }
    }
}
