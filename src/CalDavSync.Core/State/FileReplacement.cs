using System.IO;

namespace CalDavSync.State;

/// <summary>Puts a finished file in the place of another, so that readers see the old or the new one and nothing between.</summary>
internal static class FileReplacement
{
    /// <summary>Moves <paramref name="source"/> over <paramref name="target"/>; a symbolic link at the target is replaced, not followed.</summary>
    public static void Move(string source, string target)
    {
        if (IsLink(target)) File.Delete(target);
        if (File.Exists(target))
        {
            // rename(2) on Unix, ReplaceFile on Windows.
            File.Replace(source, target, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(source, target);
        }
    }

    /// <summary>True when a symbolic link (or another reparse point) is at the path, even one that leads nowhere.</summary>
    public static bool IsLink(string path)
    {
        FileAttributes attributes = new FileInfo(path).Attributes;
        return attributes != (FileAttributes)(-1) && (attributes & FileAttributes.ReparsePoint) != 0;
    }
}
