using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>Runs curl and reads its own clock: time_total, connecting included, process start not.</summary>
internal sealed class Curl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caldavsync-curl-").FullName;
    private readonly ServerLine _server;
    private readonly Uri _address;

    public Curl(ServerLine server, Uri address)
    {
        _server = server;
        _address = address;
    }

    /// <summary>The seconds and bytes of one way; an answer other than 207 or taking longer than the limit gives infinity.</summary>
    public async Task<(double Seconds, long Bytes)> RunAsync(CurlWay way, double limitSeconds)
    {
        string configuration = Path.Combine(_folder, "requests");
        await File.WriteAllTextAsync(configuration, string.Join("\nnext\n", way.Requests.Select((r, i) => Configuration(way, r, i, limitSeconds)))).ConfigureAwait(false);
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-q");
        start.ArgumentList.Add("-K");
        start.ArgumentList.Add(configuration);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        string[][] rows = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
        if (process.ExitCode != 0 || rows.Length != way.Requests.Count || rows.Any(row => row[0] != "207")) return (double.PositiveInfinity, 0);
        return (rows.Sum(row => double.Parse(row[1], CultureInfo.InvariantCulture)), rows.Sum(row => long.Parse(row[2], CultureInfo.InvariantCulture) + long.Parse(row[3], CultureInfo.InvariantCulture)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Configuration(CurlWay way, CurlRequest request, int index, double limitSeconds)
    {
        string body = Path.Combine(_folder, $"body{index}");
        File.WriteAllText(body, request.Body);
        var text = new StringBuilder();
        text.AppendLine("silent");
        text.AppendLine("noproxy = \"*\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"url = \"{_address}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"user = \"{_server.User}:{_server.Password}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"request = \"{request.Method}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"header = \"Depth: {request.Depth}\"");
        text.AppendLine("header = \"Content-Type: application/xml; charset=utf-8\"");
        text.AppendLine("header = \"Expect:\"");
        if (way.Gzip) text.AppendLine("compressed\nheader = \"Accept-Encoding: gzip\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"data-binary = \"@{body}\"");
        text.AppendLine("output = \"/dev/null\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"max-time = \"{Math.Ceiling(limitSeconds)}\"");
        text.Append("write-out = \"%{http_code} %{time_total} %{size_download} %{size_header}\\n\"");
        return text.ToString();
    }
}
