using System.Collections.Generic;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;

namespace CalDavSync.Migration.Comparison;

/// <summary>Makes the public difference out of one or two items.</summary>
internal static class Difference
{
    public static CalDavDifference Equal(CalDavItem item) => new("==", null, null, item, item);

    /// <summary>An item that only one side has, or two versions of one.</summary>
    public static CalDavDifference Of(CalDavItem? reference, CalDavItem? difference, IEnumerable<string> ignored)
    {
        if (difference is null) return new CalDavDifference("<=", null, null, reference!, reference);
        if (reference is null) return new CalDavDifference("=>", null, difference, difference, null);
        return new CalDavDifference("!=", Properties(reference.Content!, difference.Content!, ignored), difference, reference, reference);
    }

    private static string Properties(string left, string right, IEnumerable<string> ignored)
    {
        try
        {
            return string.Join(", ", ItemComparer.Compare(left, right, ignored).Select(difference => difference.ToString()));
        }
        catch (InvalidCalendarDataException)
        {
            // Texts nobody can take apart differ as a whole.
            return "the text";
        }
    }
}
