using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Binding;
using CalDavSync.Errors;

namespace CalDavSync.Base;

/// <summary>From -Path and -LiteralPath to files and folders that are there.</summary>
internal static class CalendarPaths
{
    /// <summary>The files and folders a path means. Wildcards are allowed in its last part.</summary>
    /// <exception cref="CalendarFileException">There is none.</exception>
    public static IEnumerable<string> Resolve(SessionState session, string path, bool isLiteral)
    {
        bool isPattern = !isLiteral && WildcardPattern.ContainsWildcardCharacters(path);
        string resolved = FileSystemPath.Resolve(session, path, (message, cause) => new CalendarFileException(message, cause));
        if (!isPattern) return File.Exists(resolved) || Directory.Exists(resolved) ? new[] { resolved } : throw new CalendarFileException($"There is no file or folder '{resolved}'.");
        string folder = Path.GetDirectoryName(resolved)!;
        var pattern = NamePattern.IgnoringCase(Path.GetFileName(resolved));
        string[] found = Directory.Exists(folder)
            ? Directory.GetFileSystemEntries(folder).Where(entry => pattern.IsMatch(Path.GetFileName(entry))).OrderBy(entry => entry, StringComparer.Ordinal).ToArray()
            : Array.Empty<string>();
        return found.Length > 0 ? found : throw new CalendarFileException($"No file or folder matches '{path}'.");
    }
}
