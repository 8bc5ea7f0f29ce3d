using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Threading;

namespace CalDavSync.State;

/// <summary>
/// Which calendar each subfolder of a destination mirrors, so that two of one name never share a folder, also when they are synchronized by
/// different commands: each would overwrite and delete the other's files. Kept in a file of the destination, a line for each folder. May be used by
/// several threads at once.
/// </summary>
internal sealed class DestinationIndex(string destination, IClock clock)
{
    private const string FileName = ".caldavsync";
    private const int Tries = 250;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(20);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path = Path.Combine(destination, FileName);

    /// <summary>The folder of a calendar, or the one it would get. Nothing is written.</summary>
    /// <exception cref="Errors.DestinationUnavailableException">The file cannot be read.</exception>
    public string FolderOf(CalDavCalendar calendar)
    {
        try
        {
            Dictionary<string, string> owners = Owners(File.Exists(_path) ? File.ReadAllLines(_path, Utf8) : Array.Empty<string>());
            return Path.Combine(destination, NameOf(calendar, owners));
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Destination(_path, exception);
        }
    }

    /// <summary>The folder of a calendar, which is its own from now on.</summary>
    /// <exception cref="Errors.DestinationUnavailableException">The file cannot be read or written.</exception>
    public async Task<string> ClaimAsync(CalDavCalendar calendar, CancellationToken cancellationToken)
    {
        for (int i = 1; ; i++)
        {
            try
            {
                Directory.CreateDirectory(destination);
                return Path.Combine(destination, Claim(calendar));
            }
            catch (IOException exception) when (FileFailure.IsLocked(exception) && i < Tries)
            {
                // Another command is entering a calendar of its own.
                await clock.DelayAsync(Wait, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (FileFailure.Is(exception))
            {
                throw FileFailure.Destination(_path, exception);
            }
        }
    }

    private string Claim(CalDavCalendar calendar)
    {
        using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using StreamReader reader = new(file, Utf8);
        string text = reader.ReadToEnd();
        Dictionary<string, string> owners = Owners(text.Split('\n'));
        string name = NameOf(calendar, owners);
        if (owners.ContainsKey(name)) return name;

        // A line that was cut off by a crash must not swallow the next one.
        string before = text.Length == 0 || text[text.Length - 1] == '\n' ? string.Empty : "\n";
        byte[] line = Utf8.GetBytes($"{before}{name}\t{calendar.Uri.AbsoluteUri}\n");
        file.Position = file.Length;
        file.Write(line, 0, line.Length);
        return name;
    }

    // By folder name, which some file systems compare without case; of two lines for one folder the first counts.
    private static Dictionary<string, string> Owners(IEnumerable<string> lines)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines)
        {
            string[] fields = line.TrimEnd('\r').Split('\t');
            if (fields.Length == 2 && fields[1].Length > 0 && !owners.ContainsKey(fields[0])) owners.Add(fields[0], fields[1]);
        }

        return owners;
    }

    private static string NameOf(CalDavCalendar calendar, Dictionary<string, string> owners)
    {
        string address = calendar.Uri.AbsoluteUri;
        string own = SafeFileName.Hashed(address, string.Empty);
        if (owners.TryGetValue(own, out string? there) && there == address) return own;
        string name = DestinationFolder.FolderNameFor(calendar);
        return !owners.TryGetValue(name, out string? owner) || owner == address ? name : own;
    }
}
