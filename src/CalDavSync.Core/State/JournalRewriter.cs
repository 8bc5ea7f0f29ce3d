using System;
using System.IO;
using System.Text;

namespace CalDavSync.State;

/// <summary>Writes a whole journal beside the old one and puts it in its place, so that there is a valid one at every moment.</summary>
internal static class JournalRewriter
{
    private static readonly byte[] Put = Encoding.ASCII.GetBytes(JournalLine.Put);

    public static string TemporaryPath(string path) => path + ".new";

    /// <summary>Puts a journal of nothing but the header at the path.</summary>
    public static void Create(string path, JournalHeader header)
    {
        byte[] bytes = header.ToBytes();
        Replace(path, file => file.Write(bytes, 0, bytes.Length));
    }

    /// <summary>Puts a journal of the live members and one commit at the path; returns its length and the commit's checksum.</summary>
    public static (long Length, string Chain) Compact(string path, JournalHeader header, MemberMap map, CollectionFacts facts, long liveBytes)
    {
        long length = 0;
        string sum = string.Empty;
        Replace(path, file =>
        {
            using JournalChain chain = new();
            void Write(byte[] bytes, int offset, int count)
            {
                chain.Append(bytes, offset, count);
                file.Write(bytes, offset, count);
            }

            byte[] start = header.ToBytes();
            Write(start, 0, start.Length);
            foreach (ArraySegment<byte> entry in map.Entries())
            {
                Write(Put, 0, Put.Length);
                Write(entry.Array!, entry.Offset, entry.Count);
            }

            FieldBuffer commit = new();
            sum = JournalCommit.Write(commit, facts, liveBytes, file.Position, chain);
            file.Write(commit.Bytes, 0, commit.Length);
            length = file.Position;
        });
        return (length, sum);
    }

    private static void Replace(string path, Action<FileStream> write)
    {
        string temporary = TemporaryPath(path);
        try
        {
            using (FileStream file = JournalFile.CreatePrivate(temporary))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            FileReplacement.Move(temporary, path);
        }
        catch
        {
            // On a full disk half a file helps nobody.
            File.Delete(temporary);
            throw;
        }

        UnixFileSystem.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
