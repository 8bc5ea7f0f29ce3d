using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav;

/// <summary>The number in a DAV:status text, however much of <c>HTTP/1.1 200 OK</c> a server writes (Q61, Q62).</summary>
internal static class StatusLine
{
    /// <summary>The status code, or null when no three-digit number stands where one belongs.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static int? Parse(string text)
    {
        int i = 0;
        while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
        if (i + 5 <= text.Length && string.Compare(text, i, "HTTP/", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
        {
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
        }

        if (i + 3 > text.Length) return null;
        int code = 0;
        for (int end = i + 3; i < end; i++)
        {
            if (text[i] is < '0' or > '9') return null;
            code = (code * 10) + (text[i] - '0');
        }

        bool ends = i == text.Length || text[i] is < '0' or > '9';
        return ends && code is >= 100 and < 600 ? code : null;
    }
}
