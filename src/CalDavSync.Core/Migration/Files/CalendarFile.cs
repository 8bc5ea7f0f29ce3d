using System;
using System.Collections.Generic;
using System.IO;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using CalDavSync.Migration.Reading;
using CalDavSync.State;

namespace CalDavSync.Migration.Files;

/// <summary>A file of iCalendar text.</summary>
internal static class CalendarFile
{
    // A file up to this size may be a single item whose text stays as it is; a longer one is split as it is read.
    private const long SingleItemBytes = 32L * 1024 * 1024;

    /// <summary>Hands out the items of a file, and an error with file and line for each thing in it that is none.</summary>
    /// <exception cref="CalendarFileException">The file cannot be read.</exception>
    public static void Read(string path, Action<SideItem> onItem, Action<InvalidCalendarDataException> onError)
    {
        void Explain(InvalidCalendarDataException error) => onError(Located(path, error));
        try
        {
            if (new FileInfo(path).Length <= SingleItemBytes)
            {
                using TextReader reader = Open(path);
                foreach (SideItem item in ResourceParts.Of(path, null, reader.ReadToEnd(), Explain)) onItem(item);
                return;
            }

            foreach (SplitItem part in CalendarSplitter.Split(() => Open(path)))
            {
                if (part.Error is not null) Explain(part.Error);
                else onItem(new SideItem(path, part.Uid, part.Component, part.Text!));
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>The .ics files of a folder, not of its subfolders, in the order of their names; or the file itself.</summary>
    /// <exception cref="CalendarFileException">There is no such file or folder.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path)) return new[] { path };
        try
        {
            var files = new List<string>();
            foreach (string file in Directory.GetFiles(path))
            {
                if (file.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) && !FileReplacement.IsLink(file)) files.Add(file);
            }

            files.Sort(StringComparer.Ordinal);
            return files;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw Unreadable(path, exception);
        }
    }

    private static TextReader Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new StrictTextReader(new FoldRepairStream(file));
    }

    private static InvalidCalendarDataException Located(string path, InvalidCalendarDataException error)
    {
        string problem = error.Message.Replace("a NUL character", "a NUL character or octets that are not UTF-8");
        return new InvalidCalendarDataException($"{path}: {problem}", error) { Origin = path, Line = error.Line };
    }

    private static CalendarFileException Unreadable(string path, Exception cause) => new($"'{path}' cannot be read: {cause.Message}", cause);
}
