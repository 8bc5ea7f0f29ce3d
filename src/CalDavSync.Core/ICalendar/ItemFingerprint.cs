using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>A short text that two versions of an item share when they mean the same, whatever the servers between them rewrote.</summary>
internal static class ItemFingerprint
{
    /// <summary>64 hexadecimal digits. What does not count is told in <see cref="ComparisonRules"/>.</summary>
    /// <param name="text">The item.</param>
    /// <param name="ignored">More properties that do not count; a star stands for the rest of a name.</param>
    /// <exception cref="Errors.InvalidCalendarDataException">The text is malformed.</exception>
    public static string Of(string text, IEnumerable<string>? ignored = null)
    {
        IEnumerable<string> components = CanonicalComponent.ReadAll(text, ignored).Select(component => component.ToString()).OrderBy(component => component, StringComparer.Ordinal);
        using var hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes(string.Concat(components)));
        return string.Concat(digest.Select(octet => octet.ToString("x2", null)));
    }
}
