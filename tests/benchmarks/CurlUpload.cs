using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>The loop of the administrator: one curl that stores item after item, over one connection where the server keeps it.</summary>
internal sealed class CurlUpload
{
    private readonly ServerLine _server;
    private readonly Uri _calendar;
    private readonly string _folder;

    public CurlUpload(ServerLine server, Uri calendar, string folder)
    {
        _server = server;
        _calendar = calendar;
        _folder = Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Stores so many events and returns the seconds from start to end of the process.</summary>
    public async Task<double> RunAsync(int events)
    {
        var configuration = new StringBuilder();
        for (int number = 0; number < events; number++)
        {
            string file = Path.Combine(_folder, EventText.Uid(number) + ".ics");
            await File.WriteAllTextAsync(file, EventText.Calendar(EventText.Component(number, 1))).ConfigureAwait(false);
            if (number > 0) configuration.AppendLine("next");
            Append(configuration, file);
        }

        string requests = Path.Combine(_folder, "requests");
        await File.WriteAllTextAsync(requests, configuration.ToString()).ConfigureAwait(false);
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-q");
        start.ArgumentList.Add("-K");
        start.ArgumentList.Add(requests);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        int stored = output.Split('\n').Count(status => status == "201");
        return process.ExitCode == 0 && stored == events
            ? seconds
            : throw new InvalidOperationException($"curl stored {stored} of {events} events in {_calendar}, exit code {process.ExitCode}");
    }

    private void Append(StringBuilder configuration, string file)
    {
        configuration.AppendLine("silent");
        configuration.AppendLine("noproxy = \"*\"");
        configuration.AppendLine(CultureInfo.InvariantCulture, $"url = \"{new Uri(_calendar, Path.GetFileName(file))}\"");
        configuration.AppendLine(CultureInfo.InvariantCulture, $"user = \"{_server.User}:{_server.Password}\"");
        configuration.AppendLine("header = \"Content-Type: text/calendar; charset=utf-8\"");
        configuration.AppendLine("header = \"If-None-Match: *\"");
        configuration.AppendLine("header = \"Expect:\"");
        configuration.AppendLine(CultureInfo.InvariantCulture, $"upload-file = \"{file}\"");
        configuration.AppendLine("output = \"/dev/null\"");
        configuration.AppendLine("write-out = \"%{http_code}\\n\"");
    }
}
