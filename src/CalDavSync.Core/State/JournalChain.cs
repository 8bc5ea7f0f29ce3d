using System;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.State;

/// <summary>
/// The running checksum of a journal: the first 64 bits of SHA-256 over the previous checksum and all bytes since, in hex.
/// Each one vouches for all before it, so a line lost in the middle is found.
/// </summary>
internal sealed class JournalChain : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(byte[] bytes, int offset, int count) => _hash.AppendData(bytes, offset, count);

    /// <summary>Forgets what was appended and goes on behind an earlier checksum; null: from the beginning of a journal.</summary>
    public void Restart(string? previous)
    {
        _hash.GetHashAndReset();
        if (previous is not null) _hash.AppendData(Encoding.ASCII.GetBytes(previous));
    }

    /// <summary>The checksum of everything so far; what is appended next belongs to the one that follows.</summary>
    public string Close()
    {
        string sum = Hex(_hash.GetHashAndReset());
        _hash.AppendData(Encoding.ASCII.GetBytes(sum));
        return sum;
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>The checksum of some bytes by themselves.</summary>
    public static string Sum(byte[] bytes, int offset, int count)
    {
        using SHA256 hash = SHA256.Create();
        return Hex(hash.ComputeHash(bytes, offset, count));
    }

    private static string Hex(byte[] hash)
    {
        StringBuilder text = new(16);
        for (int i = 0; i < 8; i++) text.Append("0123456789abcdef"[hash[i] >> 4]).Append("0123456789abcdef"[hash[i] & 15]);
        return text.ToString();
    }
}
