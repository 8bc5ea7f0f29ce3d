using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

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

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
