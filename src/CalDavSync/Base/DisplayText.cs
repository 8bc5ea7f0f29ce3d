using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Base;

/// <summary>The texts of the table and list views; public only because views can call nothing else.</summary>
public static class DisplayText
{
    /// <summary>With the names of a list's properties before them these lines fit 80 columns.</summary>
    private const int LineLength = 56;

    /// <summary>The width of the Collection column, so that the times beside it still fit 80 columns.</summary>
    private const int CollectionWidth = 42;

    private static readonly string[] Units = { "B", "KiB", "MiB", "GiB", "TiB" };

    /// <summary>The Summary column of a sync record: for a token the sums, else the summary, or where no text was read the UID or the file name:
    /// in 80 columns it is all there is to tell items apart.</summary>
    /// <param name="record">A record, also one that came back from Import-Clixml or another process.</param>
    public static string Summary(object? record) => record switch
    {
        CalDavSyncToken token => TokenSentence(token),
        CalDavSyncRecord known => known.Summary ?? known.Uid ?? FileName(known.Href ?? string.Empty),
        PSObject { BaseObject: CalDavSyncRecord inner } => Summary(inner),
        PSObject read when Text(read, nameof(CalDavSyncRecord.Kind)) == nameof(CalDavRecordKind.Token) => read.ToString(),
        PSObject read => Text(read, nameof(CalDavSyncRecord.Summary)) ?? Text(read, nameof(CalDavSyncRecord.Uid)) ?? FileName(Text(read, nameof(CalDavSyncRecord.Href)) ?? string.Empty),
        _ => string.Empty,
    };

    /// <summary>The last segment of an address, without escapes.</summary>
    public static string FileName(string href)
    {
        if (string.IsNullOrEmpty(href)) return string.Empty;
        string path = href.TrimEnd('/');
        return Uri.UnescapeDataString(path.Substring(path.LastIndexOf('/') + 1));
    }

    /// <summary>The Collection column of a sync state: connection/name, else the address without its scheme; what does not fit is left out of the middle.</summary>
    public static string Collection(CalDavCalendar? calendar, Uri? uri)
    {
        if (calendar is not null) return calendar.ToString();
        if (uri is null) return string.Empty;
        return Shortened(uri.Authority, uri.AbsolutePath, CollectionWidth);
    }

    /// <summary>An address; what does not fit is left out of the middle of its path.</summary>
    public static string Address(Uri? uri, int width)
    {
        if (uri is null) return string.Empty;
        return uri.IsAbsoluteUri ? Shortened(uri.GetLeftPart(UriPartial.Authority), uri.PathAndQuery, width) : uri.OriginalString;
    }

    /// <summary>A name or path whose end tells most: what does not fit is left out of its beginning.</summary>
    public static string End(object? value, int width)
    {
        string text = value?.ToString() ?? string.Empty;
        return text.Length <= width ? text : "…" + text.Substring(text.Length - width + 1);
    }

    /// <summary>A time as year, month, day, hour and minute.</summary>
    public static string Time(DateTime? time) => time is null ? string.Empty : time.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment in local time.</summary>
    /// <param name="moment">A DateTimeOffset, also one that came back from Import-Clixml or another process.</param>
    public static string Moment(object? moment) => moment switch
    {
        DateTimeOffset known => Time(known.LocalDateTime),
        PSObject { BaseObject: DateTimeOffset inner } => Time(inner.LocalDateTime),
        PSObject read when read.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value is DateTime utc => Time(utc.ToLocalTime()),
        _ => string.Empty,
    };

    /// <summary>Bytes in the unit that keeps the number short.</summary>
    public static string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return size.ToString(unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A duration as seconds, minutes or hours.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration.TotalSeconds < 60) return duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        return duration.TotalMinutes < 60
            ? $"{(int)duration.TotalMinutes} min {duration.Seconds} s"
            : $"{(int)duration.TotalHours} h {duration.Minutes} min";
    }

    /// <summary>Values with commas, in lines short enough for a list view, which would cut words.</summary>
    public static string Values(IEnumerable values) =>
        Wrapped(string.Join(", ", (values ?? Array.Empty<string>()).Cast<object>()));

    /// <summary>A text in lines short enough for a list view, which would cut words.</summary>
    public static string Wrapped(string text)
    {
        var lines = new List<string>();
        foreach (string paragraph in (text ?? string.Empty).Split('\n'))
        {
            string line = string.Empty;
            foreach (string word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > LineLength)
                {
                    lines.Add(line);
                    line = string.Empty;
                }

                line = line.Length == 0 ? word : line + " " + word;
            }

            lines.Add(line);
        }

        return string.Join("\n", lines);
    }

    /// <summary>VEVENT, VTODO as Event, Todo; all when the server does not say.</summary>
    public static string Components(IEnumerable components)
    {
        string[] names = (components ?? Array.Empty<string>()).Cast<object>().Select(name => Component(name.ToString() ?? string.Empty)).ToArray();
        return names.Length == 0 ? "all" : string.Join(", ", names);
    }

    /// <summary>yes or no.</summary>
    public static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>yes, no, or a dash for what is not known.</summary>
    public static string Known(bool? value) => value is { } known ? YesNo(known) : "-";

    /// <summary>ro or rw.</summary>
    public static string Access(bool isReadOnly) => isReadOnly ? "ro" : "rw";

    /// <summary>name (user@host), the heading over the calendars of a connection.</summary>
    /// <param name="value">A connection; what came back from Import-Clixml is its name.</param>
    public static string Connection(object? value)
    {
        if (value is not CalDavConnection connection) return value?.ToString() ?? string.Empty;
        return connection.UserName is null ? $"{connection.Name} ({connection.Uri.Host})" : $"{connection.Name} ({connection.UserName}@{connection.Uri.Host})";
    }

    private static string? Text(PSObject read, string property) => read.Properties[property]?.Value?.ToString();

    private static string Component(string name) =>
        name.Length > 1 && name[0] == 'V' ? name.Substring(1, 1) + name.Substring(2).ToLowerInvariant() : name;

    private static string TokenSentence(CalDavSyncToken token)
    {
        var notes = new List<string> { token.ToString() };
        if (token.Failed > 0) notes.Add($"{token.Failed} failed");
        if (token.Repaired > 0) notes.Add($"{token.Repaired} repaired");
        return string.Join(", ", notes);
    }

    private static string Shortened(string root, string path, int width)
    {
        string address = root + path;
        if (address.Length <= width) return address;
        string begin = root + "/…";
        // Of a host that leaves no room for a segment, the beginning tells less than the end of the address.
        if (begin.Length > width * 3 / 4) return End(address, width);
        int end = address.Length - (width - begin.Length);
        int segment = address.IndexOf('/', end, address.Length - 1 - end);
        return begin + address.Substring(segment < 0 ? end : segment);
    }
}
