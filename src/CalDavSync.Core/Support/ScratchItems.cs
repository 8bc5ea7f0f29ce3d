using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;

namespace CalDavSync.Support;

/// <summary>The items a write test makes, so that all of them can be taken away again.</summary>
internal sealed class ScratchItems
{
    private readonly ProbeRun _run;
    private readonly string _series;
    private readonly Dictionary<string, Uri> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private int _edition;

    /// <param name="series">Letters, digits and hyphens: names with other characters reach the wrong item on some servers (SOGo).</param>
    public ScratchItems(ProbeRun run, string series)
    {
        _run = run;
        _series = series;
    }

    public IReadOnlyCollection<Uri> Made => _made.Values;

    /// <summary>The key of an item; its name is its UID, so that servers that name items by themselves use the same (Q157).</summary>
    public string Key(string name) => $"{_series}-{name}.ics";

    public Uri UriOf(string name) => new(_run.Address.Uri, Key(name));

    /// <summary>A text for an item, another one at each call.</summary>
    /// <param name="daysAgo">When the event takes place.</param>
    public string Text(string name, int daysAgo = 0)
    {
        DateTimeOffset start = _run.Clock.UtcNow.AddDays(1 - daysAgo);
        string stamp = _run.Clock.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string[] lines =
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CalDavSync//Support test//EN", "BEGIN:VEVENT",
            $"UID:{_series}-{name}",
            $"DTSTAMP:{stamp}",
            $"DTSTART:{start.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            "DURATION:PT1H",
            $"SUMMARY:CalDavSync support test {name} edition {++_edition}",
            "X-CALDAVSYNC-TEST:kept as it is",
            "TRANSP:TRANSPARENT",
            "END:VEVENT", "END:VCALENDAR",
        };
        return string.Join("\r\n", lines) + "\r\n";
    }

    public async Task<ProbeAnswer> PutAsync(string name, string text, CancellationToken cancellationToken, params KeyValuePair<string, string>[] headers)
    {
        // Noted before it is sent: an answer that is lost may still have made the item.
        bool isNew = !_made.ContainsKey(name);
        _made[name] = UriOf(name);
        ProbeAnswer answer = await _run.Wire.PutAsync(_run.Address, UriOf(name), text, cancellationToken, headers).ConfigureAwait(false);
        if (headers.Length == 0 && !isNew && answer.Status is 412 or 428 && _tags.TryGetValue(name, out string? tag))
        {
            // Some servers let nothing be overwritten that the writer does not show to know (RFC 6585 section 3, Radicale's strict preconditions).
            answer = await _run.Wire.PutAsync(
                _run.Address, UriOf(name), text, cancellationToken, new KeyValuePair<string, string>("If-Match", EntityTag.Quoted(tag))).ConfigureAwait(false);
        }

        if (answer.IsDone && answer.ETag is { } given) _tags[name] = given;
        else if (answer.IsDone) _tags.Remove(name);
        if (isNew && answer.Status is >= 400 and < 500) _made.Remove(name);
        if (answer.IsDone && answer.Location is { } location && _run.Address.Locate(location, out string key) == MemberPlace.Member && key != Key(name))
        {
            _made[name + " (renamed)"] = _run.Address.Resolve(location);
        }

        return answer;
    }

    public async Task<ProbeAnswer> DeleteAsync(string name, CancellationToken cancellationToken, params KeyValuePair<string, string>[] headers)
    {
        ProbeAnswer answer = await _run.Wire.DeleteAsync(_run.Address, UriOf(name), cancellationToken, headers).ConfigureAwait(false);
        if (answer.IsDone) _made.Remove(name);
        return answer;
    }

    /// <summary>Takes away what is left; returns the addresses that could not be.</summary>
    public async Task<IReadOnlyList<Uri>> RemoveAllAsync(CancellationToken cancellationToken)
    {
        var left = new List<Uri>();
        foreach (Uri item in Made)
        {
            ProbeAnswer answer = await _run.Wire.DeleteAsync(_run.Address, item, cancellationToken).ConfigureAwait(false);
            if (!answer.IsDone && answer.Status is not (404 or 410)) left.Add(item);
        }

        return left;
    }
}
