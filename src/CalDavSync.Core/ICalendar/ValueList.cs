using System.Collections.Generic;

namespace CalDavSync.ICalendar;

/// <summary>Values separated by commas (RFC 5545 section 3.1.1); an escaped comma separates nothing.</summary>
internal static class ValueList
{
    public static IEnumerable<string> Split(string value)
    {
        int start = 0;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\') i++;
            else if (value[i] == ',')
            {
                yield return value.Substring(start, i - start);
                start = i + 1;
            }
        }

        yield return value.Substring(start);
    }
}
