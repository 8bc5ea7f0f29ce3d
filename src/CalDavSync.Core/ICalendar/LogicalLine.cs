namespace CalDavSync.ICalendar;

/// <summary>Where one unfolded content line sits in a text (RFC 5545 section 3.1).</summary>
/// <param name="Start">Its first character.</param>
/// <param name="ContentEnd">Behind its last character, line ending excluded, folds included.</param>
/// <param name="RawEnd">Behind its line ending and the blank lines that follow it: the start of the next line.</param>
/// <param name="Number">Its physical line, counted from 1.</param>
/// <param name="IsFolded">There are folds between start and end.</param>
internal readonly record struct LogicalLine(int Start, int ContentEnd, int RawEnd, int Number, bool IsFolded)
{
    public bool IsEmpty => ContentEnd == Start;

    /// <summary>The content with its folds taken out.</summary>
    public string Unfold(string text) =>
        IsFolded ? LineFolding.Unfold(text, Start, ContentEnd) : text.Substring(Start, ContentEnd - Start);
}
