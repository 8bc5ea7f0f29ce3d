using System.Collections.ObjectModel;
using System.IO;
using System.Linq;

namespace System.Management.Automation;

/// <summary>Items of the file system alone.</summary>
public sealed class ItemCmdletProviderIntrinsics
{
    private const string FileSystem = @"Microsoft.PowerShell.Core\FileSystem::";

    public Collection<PSObject> Get(string[] path, bool force, bool literalPath) => new(path.Select(Item).ToList());

    private static PSObject Item(string path)
    {
        if (!path.StartsWith(FileSystem, StringComparison.Ordinal)) throw new InvalidOperationException($"'{path}' may mean another provider's item.");
        return new PSObject(new FileInfo(path.Substring(FileSystem.Length)));
    }
}
