using System;
using System.IO;

namespace CalDavSync.Binding;

/// <summary>
/// What one side of a comparison can be: whatever -Calendar takes, or exported files. Text is a path when it begins with a slash, a drive, a tilde
/// or a dot, or ends in .ics; otherwise it is a calendar.
/// </summary>
public sealed class CalendarSideReference
{
    /// <summary>A calendar.</summary>
    public CalendarSideReference(CalDavCalendar calendar) => Calendar = new CalendarReference(calendar);

    /// <summary>A path, or the name or address of a calendar.</summary>
    public CalendarSideReference(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        if (IsPath(text)) Path = text;
        else Calendar = new CalendarReference(text);
    }

    /// <summary>The address of a calendar.</summary>
    public CalendarSideReference(Uri uri) => Calendar = new CalendarReference(uri);

    /// <summary>A file or folder.</summary>
    public CalendarSideReference(FileSystemInfo file) => Path = (file ?? throw new ArgumentNullException(nameof(file))).FullName;

    /// <summary>The calendar; null when it is a path.</summary>
    internal CalendarReference? Calendar { get; }

    /// <summary>The path as given; null when it is a calendar.</summary>
    internal string? Path { get; }

    /// <summary>As given.</summary>
    public override string ToString() => Path ?? Calendar!.ToString();

    private static bool IsPath(string text)
    {
        bool isDrive = text.Length > 2 && text[1] == ':' && text[2] is '\\' or '/';
        bool isAddress = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return !isAddress && text.Length > 0
            && (isDrive || text[0] is '/' or '\\' or '~' or '.' || text.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) || text.IndexOf(":\\", StringComparison.Ordinal) > 0 || text.IndexOf(":/", StringComparison.Ordinal) > 0);
    }
}
