namespace CalDavSync.ICalendar;

/// <summary>The three ways a line ends.</summary>
internal static class LineEnding
{
    /// <summary>What RFC 5545 section 3.1 prescribes.</summary>
    public const string Standard = "\r\n";

    /// <summary>The line ending at a position; the standard one when there is none.</summary>
    public static string After(string text, int contentEnd)
    {
        if (contentEnd >= text.Length) return Standard;
        if (text[contentEnd] == '\n') return "\n";
        if (text[contentEnd] != '\r') return Standard;
        return contentEnd + 1 < text.Length && text[contentEnd + 1] == '\n' ? Standard : "\r";
    }

    /// <summary>The ending of the first line, taken for the whole text.</summary>
    public static string Of(string text)
    {
        var scanner = new LogicalLineScanner(text);
        return scanner.Next(out LogicalLine line) ? After(text, line.ContentEnd) : Standard;
    }
}
