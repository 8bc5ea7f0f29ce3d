using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using CalDavSync.Dav.Xml;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.Dav;

/// <summary>
/// Reads a multistatus row by row as it arrives: no DOM, no DTD, bounded depth. Nothing of a row is kept after it was handed out.
/// </summary>
internal static class MultistatusReader
{
    private const int SmallestPrefetch = 4 * 1024;
    private const int LargestPrefetch = 64 * 1024;

    private const int LargestRead = 32 * 1024;

    /// <summary>
    /// Reads an answer to its end and hands out each row on the reading thread. An answer that is all there is read at once; one that is
    /// still arriving is read on a thread of its own, so that rows go out before the last byte is in and a slow consumer in <paramref name="onRow"/> slows the download and never starves the thread pool.
    /// </summary>
    /// <exception cref="UnexpectedAnswerException">The answer is no multistatus.</exception>
    public static async Task<MultistatusEnd> ReadAsync(
        HttpAnswer answer,
        Action<MultistatusRow> onRow,
        CancellationToken cancellationToken,
        Action? onWait = null)
    {
        byte[] start = new byte[SmallestPrefetch];
        int length = 0;
        Stream rest = answer.Body;
        while (length < start.Length)
        {
            Task<int> pending = answer.Body.ReadAsync(start, length, start.Length - length, cancellationToken);
            if (length > 0 && !pending.IsCompleted)
            {
                // It may be completed by now; what it read is nowhere else.
                rest = new PendingReadStream(pending, start, length, answer.Body);
                break;
            }

            int read = await pending.ConfigureAwait(false);
            if (read == 0) return Read(answer, start, length, Stream.Null, onRow, cancellationToken);
            length += read;
            if (length == start.Length && length < LargestPrefetch) Array.Resize(ref start, length * 2);
        }

        if (onWait is not null) rest = new PausingStream(rest, onWait);
        return await Task.Factory.StartNew(
            () => Read(answer, start, length, rest, onRow, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
    }

    private static MultistatusEnd Read(HttpAnswer answer, byte[] start, int length, Stream rest, Action<MultistatusRow> onRow, CancellationToken cancellationToken)
    {
        string excerpt = Excerpt.Of(start, length) ?? string.Empty;
        if (length == 0) throw Unexpected(answer, excerpt, "an empty body");
        try
        {
            using var stream = new PrefixedStream(Filled(start, length), rest);
            Encoding encoding = DocumentEncoding.Of(answer.FirstHeader("Content-Type"), start, length);
            int bufferSize = rest == Stream.Null ? Math.Min(length, LargestRead) : LargestRead;
            using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize);
            return new MultistatusParser(new XmlScanner(new IllegalCharacterFilter(text)), onRow, cancellationToken).Parse();
        }
        catch (XmlException exception)
        {
            string found = IsPage(excerpt) ? "a web page" : excerpt.TrimStart().StartsWith("<", StringComparison.Ordinal) ? "broken XML: " + exception.Message : "text that is no XML";
            throw Unexpected(answer, excerpt, found, exception);
        }
        catch (FormatException exception)
        {
            throw Unexpected(answer, excerpt, exception.Message, exception);
        }
    }

    // Routers, portals and sign-in pages answer so; what XML thinks of HTML helps nobody.
    private static bool IsPage(string excerpt)
    {
        string start = excerpt.TrimStart();
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Filled(byte[] buffer, int length)
    {
        byte[] filled = new byte[length];
        Buffer.BlockCopy(buffer, 0, filled, 0, length);
        return filled;
    }

    private static UnexpectedAnswerException Unexpected(HttpAnswer answer, string excerpt, string found, Exception? inner = null) =>
        new($"{answer.Method} {answer.Uri} answered {answer.Status} with {found.TrimEnd('.')} where a DAV multistatus was expected.", inner)
        {
            Uri = answer.Uri,
            Method = answer.Method,
            StatusCode = answer.Status,
            ResponseExcerpt = excerpt,
        };
}
