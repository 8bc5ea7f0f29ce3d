using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;
using CalDavSync.Sync;
using CalDavSync.SyncProcess;
using CalDavSync.Threading;

namespace CalDavSync.Benchmarks;

/// <summary>
/// Whether many calendars changed: CALENDARS ROUNDS SERVER. Beside it curl asks each calendar for its token, as many at a time or one after
/// the other on one connection, whichever is faster; it keeps no state and understands no answer.
/// </summary>
internal static class CalendarsProbe
{
    private const int AtATime = 16;

    public static async Task RunAsync(string[] arguments)
    {
        int count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        int rounds = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        ServerLine server = ServerLine.Parse(arguments[2]);
        string folder = Directory.CreateTempSubdirectory("caldavsync-calendars-").FullName;
        try
        {
            Uri[] addresses = [.. Enumerable.Range(0, count).Select(i => new Uri(server.Home, $"many-{i:0000}/"))];
            await MakeAsync(server, addresses).ConfigureAwait(false);
            using EngineSession session = await EngineSession.OpenAsync(addresses[0], server.User, server.Password, CancellationToken.None).ConfigureAwait(false);
            var context = new RequestContext(SilentLog.Instance);
            var calendars = new List<CalDavCalendar>();
            foreach (Uri address in addresses) calendars.Add(await session.Client.GetCollectionAsync(address, context, CancellationToken.None).ConfigureAwait(false));
            await SyncAllAsync(session, calendars, folder).ConfigureAwait(false);
            double together = await CurlAsync(server, addresses, folder, AtATime).ConfigureAwait(false);
            int curlAtATime = together < await CurlAsync(server, addresses, folder, 1).ConfigureAwait(false) ? AtATime : 1;
            var floor = new List<double>();
            var ours = new List<double>();
            for (int round = 0; round < rounds; round++)
            {
                floor.Add(await CurlAsync(server, addresses, folder, curlAtATime).ConfigureAwait(false));
                (double seconds, int requests) = await SyncAllAsync(session, calendars, folder).ConfigureAwait(false);
                if (requests != count) throw new InvalidOperationException($"{requests} requests for {count} calendars without changes");
                ours.Add(seconds);
            }

            Report(server, count, Median(floor), Median(ours));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Report(ServerLine server, int count, double floor, double ours) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {server.Name} | {count / floor:N0} | {count / ours:N0} ({ours / floor:0.0}×) |"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task MakeAsync(ServerLine server, Uri[] addresses)
    {
        // A server that closes each connection must not be met on one it is just closing.
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        string account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.User}:{server.Password}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", account);
        foreach (Uri address in addresses)
        {
            using var request = new HttpRequestMessage(new HttpMethod("MKCALENDAR"), address) { Content = new StringContent(DavBodies.MakeCalendar(), Encoding.UTF8, "application/xml") };
            using HttpResponseMessage answer = await http.SendAsync(request).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<(double Seconds, int Requests)> SyncAllAsync(EngineSession session, List<CalDavCalendar> calendars, string folder)
    {
        int requests = 0;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(calendars, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (calendar, cancellationToken) =>
        {
            var observer = new CountingObserver();
            CalDavSyncToken token = await session.RunAsync(new SyncRequest(calendar) { StatePath = folder }, observer, cancellationToken).ConfigureAwait(false);
            if (observer.Error is { } error) throw error;
            Interlocked.Add(ref requests, token.Requests);
        }).ConfigureAwait(false);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, requests);
    }

    private static async Task<double> CurlAsync(ServerLine server, Uri[] addresses, string folder, int atATime)
    {
        string body = Path.Combine(folder, "curl.body");
        string configuration = Path.Combine(folder, "curl.requests");
        await File.WriteAllTextAsync(body, DavBodies.Tags()).ConfigureAwait(false);
        await File.WriteAllTextAsync(configuration, string.Join("\nnext\n", addresses.Select(address => string.Join('\n',
            "silent",
            "noproxy = \"*\"",
            $"url = \"{address}\"",
            $"user = \"{server.User}:{server.Password}\"",
            "request = \"PROPFIND\"",
            "header = \"Depth: 0\"",
            "header = \"Content-Type: application/xml; charset=utf-8\"",
            $"data-binary = \"@{body}\"",
            "output = \"/dev/null\"",
            "write-out = \"%{http_code}\\n\"")))).ConfigureAwait(false);
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] parallel = atATime > 1 ? ["--parallel", "--parallel-max", $"{atATime}"] : [];
        foreach (string argument in (string[])["-q", .. parallel, "-K", configuration]) start.ArgumentList.Add(argument);
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> progress = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        int answered = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(code => code == "207");
        return answered == addresses.Length ? seconds : throw new InvalidOperationException($"curl: {answered} of {addresses.Length} answers; {await progress.ConfigureAwait(false)}");
    }
}
