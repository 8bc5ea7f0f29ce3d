using System;
using System.IO;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>A file in docs that is made, in whole or in part, from the code.</summary>
internal static class GeneratedFile
{
    /// <summary>Set by "./build.sh docs": files are written instead of checked.</summary>
    private static readonly bool Renews = Environment.GetEnvironmentVariable("CALDAVSYNC_UPDATE_DOCS") == "1";

    public static void Check(string path, string expected)
    {
        if (Renews)
        {
            File.WriteAllText(path, expected);
            return;
        }

        string name = Path.GetRelativePath(Repository.Root, path);
        Assert.True(File.Exists(path), $"{name} is missing; ./build.sh docs writes it.");
        string actual = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (actual == expected) return;
        string[] old = actual.Split('\n');
        string[] renewed = expected.Split('\n');
        int at = 0;
        while (at < old.Length && at < renewed.Length && old[at] == renewed[at]) at++;
        Assert.Fail($"{name} is out of date; ./build.sh docs renews it. Line {at + 1} is '{Line(old, at)}', but the code says '{Line(renewed, at)}'.");
    }

    private static string Line(string[] lines, int at) => at < lines.Length ? lines[at] : "(end)";
}
