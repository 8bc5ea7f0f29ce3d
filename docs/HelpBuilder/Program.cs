using System;
using System.IO;
using System.Linq;

namespace HelpBuilder;

/// <summary>HelpBuilder PAGES OUTPUT: makes CalDavSync.dll-Help.xml and about_*.help.txt of the pages.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("HelpBuilder <folder of pages> <folder of help files>");
            return 2;
        }

        try
        {
            Build(arguments[0], arguments[1]);
            return 0;
        }
        catch (InvalidPageException error)
        {
            // In the form MSBuild shows as an error of the build.
            Console.Error.WriteLine($"{error.File} : error HELP001 : {error.Problem}");
            return 1;
        }
    }

    private static void Build(string pages, string output)
    {
        Directory.CreateDirectory(output);
        string[] files = Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal).ToArray();
        MamlWriter.Write(
            Path.Combine(output, "CalDavSync.dll-Help.xml"),
            files.Where(file => !IsTopic(file)).Select(CommandPage.Read));
        foreach (string file in files.Where(IsTopic))
        {
            File.WriteAllText(Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ".help.txt"), AboutTopic.ToText(file));
        }
    }

    private static bool IsTopic(string file) => Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal);
}
