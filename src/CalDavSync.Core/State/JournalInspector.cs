using System;
using System.IO;
using System.Text;

namespace CalDavSync.State;

/// <summary>Reads the header and the last commit line of a journal, from its end, without reading what lies between.</summary>
internal static class JournalInspector
{
    private const int BlockSize = 4096;
    private static readonly byte[] Pattern = Encoding.ASCII.GetBytes("\n" + JournalCommit.Keyword);

    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static JournalOverview Inspect(Stream file, JournalHeader? expected)
    {
        JournalHeader header = ReadHeader(file, expected, out long headerLength);
        JournalCommit? commit = FindLastCommit(file, headerLength, out long committedLength);
        CheckTail(file, committedLength);
        return new JournalOverview(header, commit, committedLength);
    }

    private static JournalHeader ReadHeader(Stream file, JournalHeader? expected, out long length)
    {
        file.Position = 0;
        LineReader lines = new(file, 1 << 20);
        JournalHeader? header;
        try
        {
            header = JournalHeader.Read(lines);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"line {Math.Max(1, lines.Number)}: {exception.Message}", exception);
        }

        length = lines.Consumed;
        // A journal is put in its place with its header, so that a file without one has lost what it held.
        if (header is null) throw new InvalidDataException(file.Length == 0 ? "line 1: the file is empty" : "line 1: this is not a journal");
        if (expected is not null && header != expected) throw new InvalidDataException($"line 2: it belongs to {header.Collection}, user '{header.UserName}'");
        return header;
    }

    private static JournalCommit? FindLastCommit(Stream file, long headerLength, out long committedLength)
    {
        byte[] block = new byte[BlockSize];
        long end = file.Length;
        while (end > headerLength)
        {
            // Blocks overlap, so that a pattern across two of them is seen.
            long start = Math.Max(headerLength - 1, end - BlockSize);
            int count = ReadFully(file, start, block, (int)(end - start));
            for (int i = count - Pattern.Length; i >= 0; i--)
            {
                if (!IsPattern(block, i)) continue;
                long lineStart = start + i + 1;
                byte[]? line = ReadLine(file, lineStart);
                if (line is null) continue;
                JournalCommit? commit = JournalCommit.Parse(line, 0, line.Length);
                if (commit is null) throw new InvalidDataException($"line {LineNumber(file, lineStart)}: the checksum of the line is wrong");
                if (commit.At != lineStart)
                {
                    throw new InvalidDataException(
                        $"line {LineNumber(file, lineStart)}: the lines before it are {lineStart} bytes and were {commit.At}");
                }

                committedLength = lineStart + line.Length + 1;
                return commit;
            }

            if (start < headerLength) break;
            end = start + Pattern.Length - 1;
        }

        committedLength = headerLength;
        return null;
    }

    private static void CheckTail(Stream file, long committedLength)
    {
        file.Position = committedLength;
        LineReader lines = new(file, JournalLine.MaximumLength);
        while (lines.Read())
        {
            // A power failure leaves zeros where data was not written in time; we never write one.
            if (Array.IndexOf(lines.Buffer, (byte)0, lines.Start, lines.Length) >= 0) return;
            if (JournalLine.IsMember(lines)) continue;
            long at = committedLength + lines.Consumed - lines.Length - 1;
            throw new InvalidDataException($"line {LineNumber(file, at)}: this is no line of a journal");
        }
    }

    private static bool IsPattern(byte[] block, int at)
    {
        for (int i = 0; i < Pattern.Length; i++)
        {
            if (block[at + i] != Pattern[i]) return false;
        }

        return true;
    }

    /// <summary>The complete line at an offset, null when the file ends inside it.</summary>
    private static byte[]? ReadLine(Stream file, long start)
    {
        file.Position = start;
        LineReader lines = new(file, JournalLine.MaximumLength);
        if (!lines.Read()) return null;
        byte[] line = new byte[lines.Length];
        Buffer.BlockCopy(lines.Buffer, lines.Start, line, 0, line.Length);
        return line;
    }

    private static int ReadFully(Stream file, long start, byte[] block, int count)
    {
        file.Position = start;
        int filled = 0;
        while (filled < count)
        {
            int read = file.Read(block, filled, count - filled);
            if (read == 0) break;
            filled += read;
        }

        return filled;
    }

    private static int LineNumber(Stream file, long offset)
    {
        file.Position = 0;
        LineReader lines = new(file, JournalLine.MaximumLength);
        while (lines.Consumed < offset && lines.Read())
        {
        }

        return lines.Number + 1;
    }
}
