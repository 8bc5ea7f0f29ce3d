using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CalDavSync.Sync;

/// <summary>
/// Members a server names but says 404 to when they are read: fresh ones on servers that lag (Q165), holes on others (Q108, Q109). They are
/// asked for again by the next runs, a few times, so that the token can advance and still nothing is lost.
/// </summary>
internal sealed class PostponedMembers
{
    private const int MaximumAttempts = 4;
    private const int MaximumCount = 200;

    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fromBefore = new(StringComparer.Ordinal);

    public PostponedMembers(string? text)
    {
        foreach (string line in (text ?? string.Empty).Split('\n'))
        {
            int space = line.IndexOf(' ');
            if (space <= 0 || !int.TryParse(line.Substring(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out int attempts)) continue;
            string href = line.Substring(space + 1);
            _attempts[href] = attempts;
            _fromBefore.Add(href);
        }
    }

    /// <summary>Addresses that earlier runs postponed and this one has not come across yet.</summary>
    public IReadOnlyCollection<string> Waiting => new List<string>(_fromBefore);

    /// <summary>The member was read, or is known to be gone.</summary>
    public void Resolve(string href)
    {
        _attempts.Remove(href);
        _fromBefore.Remove(href);
    }

    /// <summary>The next run asks for the member again.</summary>
    public bool IsPostponed(string href) => _attempts.ContainsKey(href);

    /// <summary>Notes a further 404. False when there are too many to remember: the token must stay then.</summary>
    public bool TryPostpone(string href)
    {
        _fromBefore.Remove(href);
        _attempts.TryGetValue(href, out int attempts);
        if (attempts + 1 >= MaximumAttempts)
        {
            _attempts.Remove(href);
            return true;
        }

        if (attempts == 0 && _attempts.Count >= MaximumCount) return false;
        _attempts[href] = attempts + 1;
        return true;
    }

    public string? ToText()
    {
        if (_attempts.Count == 0) return null;
        var text = new StringBuilder();
        foreach (KeyValuePair<string, int> pair in _attempts)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(pair.Value.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(pair.Key);
        }

        return text.ToString();
    }
}
