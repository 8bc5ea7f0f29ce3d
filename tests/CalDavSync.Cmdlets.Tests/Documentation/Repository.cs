using System;
using System.IO;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>The clone the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Pages => Path.Combine(Root, "docs", "en-US");

    private static string Find()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CalDavSync.psd1"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
