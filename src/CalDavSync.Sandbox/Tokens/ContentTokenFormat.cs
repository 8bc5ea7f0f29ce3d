using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace CalDavSync.Sandbox.Tokens;

/// <summary>
/// A hash of everything in the calendar, as Xandikos gives it (a git tree): a change that is taken back brings the old token
/// back, and only the net difference between two states is ever reported.
/// </summary>
internal sealed class ContentTokenFormat : ITokenFormat
{
    private const int MaximumStates = 1000;

    private readonly Dictionary<string, SyncPosition> _issued = new(StringComparer.Ordinal);

    public bool CanPage => false;

    public string Issue(SandboxCalendar calendar)
    {
        SandboxItem[] items = calendar.Snapshot();
        StringBuilder text = new();
        foreach (SandboxItem item in items.OrderBy(item => item.Name, StringComparer.Ordinal)) text.Append(item.Name).Append('\n').Append(item.Text).Append('\n');
        string token = Hash(text.Append(calendar.Id).ToString());
        Dictionary<string, string> state = items.ToDictionary(item => item.Name, item => item.Text, StringComparer.Ordinal);
        if (_issued.Count >= MaximumStates) _issued.Clear();
        _issued[token] = new SyncPosition(calendar.Revision, 0, initial: false, state);
        return token;
    }

    public string IssuePartial(SandboxCalendar calendar, long revision, long baseline) => Issue(calendar);

    public SyncPosition? Parse(SandboxCalendar calendar, string token) => _issued.TryGetValue(token, out SyncPosition? position) ? position : null;

    private static string Hash(string text)
    {
        using SHA256 sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 20).Replace("-", string.Empty).ToLowerInvariant();
    }
}
