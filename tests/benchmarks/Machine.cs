using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace CalDavSync.Benchmarks;

/// <summary>The machine, in one line.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string model = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        double gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({model}), {gibibytes:0} GiB, {RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}");
    }

    private static string? Field(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
}
