using System;
using System.Collections.Generic;
using System.IO;

namespace System.Management.Automation;

/// <summary>Paths of the file system, of drives made with New-PSDrive, and of one other provider: Env.</summary>
public sealed class PathIntrinsics
{
    private readonly Dictionary<string, string> _drives = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What Set-Location sets; not the directory of the process.</summary>
    internal string Location { get; set; } = Environment.CurrentDirectory;

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        drive = new PSDriveInfo();
        provider = new ProviderInfo("FileSystem");
        int colon = path.IndexOf(':');
        if (colon <= 1) return Path.GetFullPath(path, Location);
        string name = path[..colon];
        string rest = path[(colon + 1)..].TrimStart('/', '\\');
        if (_drives.TryGetValue(name, out string? root)) return Path.GetFullPath(rest, root);
        if (!string.Equals(name, "Env", StringComparison.OrdinalIgnoreCase)) throw new RuntimeException($"A drive with the name '{name}' does not exist.");
        provider = new ProviderInfo("Environment");
        return rest;
    }

    internal void AddDrive(string name, string root) => _drives[name] = root;
}
