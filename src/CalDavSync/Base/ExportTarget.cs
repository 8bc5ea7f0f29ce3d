using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Base;

/// <summary>Where an export writes each calendar, and never two to the same place.</summary>
internal sealed class ExportTarget
{
    private const string Extension = ".ics";

    private readonly string _path;
    private readonly bool _asSingleFile;
    private readonly bool _noClobber;
    private readonly Dictionary<string, Uri> _claimed = new(StringComparer.OrdinalIgnoreCase);

    public ExportTarget(string path, bool asSingleFile, bool noClobber)
    {
        _path = path;
        _asSingleFile = asSingleFile;
        _noClobber = noClobber;
    }

    /// <summary>The folder or file of a calendar: of its name, and of a further calendar of this name with a checksum of its address.</summary>
    /// <exception cref="DestinationExistsException">The one file of the command has another calendar, or it is there and must not be overwritten.</exception>
    public string Claim(CalDavCalendar calendar)
    {
        string target = For(DestinationFolder.FolderNameFor(calendar));
        if (IsOthers(target, calendar)) target = For(SafeFileName.Hashed(calendar.Uri.AbsoluteUri, string.Empty));
        if (IsOthers(target, calendar)) throw new DestinationExistsException($"'{target}' has the items of {_claimed[target]} already; export {calendar.Uri} to another -Path.");
        if (_noClobber && !_claimed.ContainsKey(target) && IsTaken(target)) throw new DestinationExistsException($"'{target}' is there already.");
        _claimed[target] = calendar.Uri;
        return target;
    }

    private bool IsOthers(string target, CalDavCalendar calendar) => _claimed.TryGetValue(target, out Uri? owner) && owner != calendar.Uri;

    private string For(string name)
    {
        if (!_asSingleFile) return Path.Combine(_path, name);
        bool isFile = _path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(_path);
        return isFile ? _path : Path.Combine(_path, name + Extension);
    }

    private static bool IsTaken(string target) => File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFiles(target, "*" + Extension).Any());
}
