using System;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.Sync;

/// <summary>A short hash of an item's text, for servers whose entity tags are missing, churn or restart.</summary>
internal static class ContentHash
{
    private const string VaryingProperty = "X-RECURRENCE-EXCEPTION";

    [ThreadStatic]
    private static SHA256? _sha;

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>
    /// 128 bits as text. Line endings do not count, because the same text arrives with others by GET than by multiget; neither do lines a
    /// server adds depending on the request (Q117).
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public static string Of(string text)
    {
        string plain = text.IndexOf(VaryingProperty, StringComparison.Ordinal) >= 0 ? WithoutVaryingLines(text) : text;
        int size = Encoding.UTF8.GetMaxByteCount(plain.Length);
        byte[] buffer = _buffer is { } kept && kept.Length >= size ? kept : new byte[size];
        // A text of several megabytes is rare; its buffer is not kept.
        if (size <= 1 << 20) _buffer = buffer;
        int length = WithoutLineEnds(buffer, Encoding.UTF8.GetBytes(plain, 0, plain.Length, buffer, 0));
        return Convert.ToBase64String((_sha ??= SHA256.Create()).ComputeHash(buffer, 0, length), 0, 16).TrimEnd('=');
    }

    // Carriage returns go everywhere, line feeds at the end.
    [MethodImpl(Compiled.AtOnce)]
    private static int WithoutLineEnds(byte[] buffer, int length)
    {
        int kept = 0;
        for (int from = 0; from < length;)
        {
            int end = Array.IndexOf(buffer, (byte)'\r', from, length - from);
            if (end < 0) end = length;
            if (kept < from) Buffer.BlockCopy(buffer, from, buffer, kept, end - from);
            kept += end - from;
            from = end + 1;
        }

        while (kept > 0 && buffer[kept - 1] is (byte)'\n' or (byte)' ') kept--;
        return kept;
    }

    private static string WithoutVaryingLines(string text)
    {
        var kept = new StringBuilder(text.Length);
        bool dropping = false;
        foreach (string line in text.Split('\n'))
        {
            bool folded = line.Length > 0 && line[0] is ' ' or '\t';
            dropping = folded ? dropping : line.StartsWith(VaryingProperty, StringComparison.OrdinalIgnoreCase);
            if (!dropping) kept.Append(line).Append('\n');
        }

        return kept.ToString();
    }
}
