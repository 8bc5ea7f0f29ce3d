using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>Folding of long content lines (RFC 5545 section 3.1).</summary>
internal static class LineFolding
{
    /// <summary>The most octets of UTF-8 in a physical line, its line ending not counted.</summary>
    public const int MaximumOctets = 75;

    /// <summary>Takes out every line ending with the one blank that follows it.</summary>
    public static string Unfold(string text, int start, int end)
    {
        var unfolded = new StringBuilder(end - start);
        int position = start;
        while (position < end)
        {
            int segment = position;
            while (position < end && text[position] is not ('\r' or '\n')) position++;
            unfolded.Append(text, segment, position - segment);
            while (position < end && text[position] is '\r' or '\n') position++;
            position++;
        }

        return unfolded.ToString();
    }

    /// <summary>The line cut at 75 octets, never inside a character, and ended with <paramref name="lineEnding"/>.</summary>
    public static string Fold(string line, string lineEnding)
    {
        var folded = new StringBuilder(line.Length + 8);
        int octets = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool pair = char.IsHighSurrogate(line[i]) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]);
            int width = pair ? 4 : line[i] < 0x80 ? 1 : line[i] < 0x800 ? 2 : 3;
            if (octets + width > MaximumOctets)
            {
                folded.Append(lineEnding).Append(' ');
                octets = 1;
            }

            folded.Append(line[i]);
            if (pair) folded.Append(line[++i]);
            octets += width;
        }

        return folded.Append(lineEnding).ToString();
    }
}
