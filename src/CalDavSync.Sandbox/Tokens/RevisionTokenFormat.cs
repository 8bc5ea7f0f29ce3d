using System;
using System.Globalization;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>A prefix, the calendar with its epoch, and a revision; the prefix makes it a URI, a data URL or nothing in particular.</summary>
internal sealed class RevisionTokenFormat : ITokenFormat
{
    private readonly string _prefix;
    private readonly bool _scoped;

    /// <param name="prefix">What every token begins with.</param>
    /// <param name="scoped">Whether tokens of other calendars are told apart.</param>
    public RevisionTokenFormat(string prefix, bool scoped)
    {
        _prefix = prefix;
        _scoped = scoped;
    }

    public bool CanPage => true;

    public string Issue(SandboxCalendar calendar) => IssuePartial(calendar, calendar.Revision, 0);

    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) =>
        Start(calendar) + revision.ToString(CultureInfo.InvariantCulture)
        + (baseline > revision ? "-" + baseline.ToString(CultureInfo.InvariantCulture) : string.Empty);

    public SyncPosition? Parse(SandboxCalendar calendar, string token)
    {
        string start = Start(calendar);
        if (!token.StartsWith(start, StringComparison.Ordinal)) return null;
        string[] parts = token.Substring(start.Length).Split('-');
        if (parts.Length > 2 || !TryNumber(parts[0], out long revision) || revision > calendar.Revision) return null;
        long baseline = 0;
        return parts.Length == 1 || TryNumber(parts[1], out baseline) ? new SyncPosition(revision, baseline, initial: false) : null;
    }

    private string Start(SandboxCalendar calendar) => !_scoped ? _prefix
        : _prefix + calendar.Id.ToString(CultureInfo.InvariantCulture) + "." + calendar.Epoch.ToString(CultureInfo.InvariantCulture) + "/";

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
