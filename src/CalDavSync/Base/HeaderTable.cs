using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.Base;

/// <summary>From the hashtable of -Headers to header fields.</summary>
internal static class HeaderTable
{
    public static IReadOnlyDictionary<string, string> From(IDictionary? headers)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (headers is null) return fields;
        foreach (DictionaryEntry header in headers)
        {
            fields[Text(header.Key)] = Text(header.Value);
        }

        return fields;
    }

    // Several values of one header are one line with commas between (RFC 9110 section 5.2).
    private static string Text(object? value) => value is IEnumerable several and not string
        ? string.Join(", ", several.Cast<object?>().Select(Text))
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
