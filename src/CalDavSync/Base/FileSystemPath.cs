using System;
using System.Management.Automation;

namespace CalDavSync.Base;

/// <summary>From a path as the user writes it, PowerShell drives included, to a folder of the file system.</summary>
internal static class FileSystemPath
{
    /// <summary>The absolute path, whether it exists or not. <paramref name="failure"/> makes the error for a path of another provider.</summary>
    public static string Resolve(SessionState session, string path, Func<string, Exception?, Exception> failure)
    {
        string resolved;
        ProviderInfo provider;
        try
        {
            resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception error) when (error is RuntimeException or NotSupportedException)
        {
            throw failure($"The path '{path}' cannot be used: {error.Message}", error);
        }

        if (string.Equals(provider.Name, "FileSystem", StringComparison.OrdinalIgnoreCase)) return resolved;
        throw failure($"The path '{path}' is no folder of the file system but of the provider {provider.Name}.", null);
    }

    /// <summary>A path that means a file wherever the user is, in the drive of another provider too.</summary>
    public static string Qualified(string path) => @"Microsoft.PowerShell.Core\FileSystem::" + path;
}
