using System.Collections.Generic;
using System.Linq;
using CalDavSync.ICalendar;

namespace CalDavSync.Migration.Copy;

/// <summary>Several UIDs in one field of the ledger, a line each. A UID may hold line breaks of its own (RFC 5545 section 3.3.11).</summary>
internal static class UidList
{
    public static string Join(IEnumerable<string> uids) => string.Join("\n", uids.Select(TextValue.Escape));

    public static IEnumerable<string> Split(string? list) =>
        (list ?? string.Empty).Split('\n').Where(uid => uid.Length > 0).Select(TextValue.Unescape);
}
