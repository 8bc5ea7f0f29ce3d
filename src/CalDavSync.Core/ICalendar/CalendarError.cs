using System.Text;
using CalDavSync.Errors;

namespace CalDavSync.ICalendar;

/// <summary>Words for what is wrong with a text.</summary>
internal static class CalendarError
{
    private const int ExcerptLength = 40;

    public static InvalidCalendarDataException At(int line, string problem) =>
        new($"The text is not iCalendar: {problem}, line {line}.") { Line = line };

    public static InvalidCalendarDataException InPatch(string problem, int? line = null) =>
        new($"The calendar patch cannot be applied: {problem}.") { Line = line };

    /// <summary>The beginning of a value for a message, control characters taken out.</summary>
    public static string Excerpt(string value)
    {
        var excerpt = new StringBuilder(ExcerptLength + 1);
        foreach (char character in value)
        {
            if (excerpt.Length == ExcerptLength) return excerpt.Append('…').ToString();
            excerpt.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return excerpt.ToString();
    }
}
