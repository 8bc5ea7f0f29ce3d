using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>
/// The floor: for each step the fastest of the ways curl has to the same bytes on this server. Every way is tried, plain and
/// with gzip, before the rounds; the best one then takes its turn in each round like a contestant.
/// </summary>
internal sealed class CurlFloor : IContestant
{
    private const int Tries = 3;
    private readonly BenchmarkCalendar _calendar;
    private readonly Curl _curl;
    private readonly Dictionary<Step, int> _best = [];

    public CurlFloor(BenchmarkCalendar calendar)
    {
        _calendar = calendar;
        _curl = new Curl(calendar.Server, calendar.Address);
    }

    public string Title => "curl";

    /// <summary>The token the next NoChange or Changes step starts from.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>The items the next Changes step is about.</summary>
    public IReadOnlyList<string> Changed { get; set; } = [];

    /// <summary>The way that won each step.</summary>
    public Dictionary<Step, Traffic> Ways { get; } = [];

    public async Task ChooseAsync(Step step)
    {
        double best = double.PositiveInfinity;
        CurlWay[] ways = AllWays(step);
        for (int index = 0; index < ways.Length; index++)
        {
            CurlWay way = ways[index];
            if (way.NeedsInlineData && !await SendsDataInlineAsync(way).ConfigureAwait(false)) continue;
            for (int i = 0; i < Tries; i++)
            {
                double limit = double.IsInfinity(best) ? 600 : 1 + (best * 5);
                (double seconds, long bytes) = await _curl.RunAsync(way, limit).ConfigureAwait(false);
                if (double.IsInfinity(seconds)) break;
                if (seconds >= best) continue;
                best = seconds;
                _best[step] = index;
                Ways[step] = new Traffic(way.Gzip ? way.Name + ", gzip" : way.Name, way.Requests.Count, bytes);
            }
        }
    }

    public async Task<Measurement> RunAsync(Step step)
    {
        (double seconds, long _) = await _curl.RunAsync(AllWays(step)[_best[step]], 600).ConfigureAwait(false);
        return new Measurement(seconds, -1, double.IsInfinity(seconds) ? "no answer" : null);
    }

    /// <summary>The report that tells of changes, as the contestants ask for it; a PROPFIND is shorter but tells nothing of what changed.</summary>
    public async Task<Measurement> ReportAsync()
    {
        (double seconds, long _) = await _curl.RunAsync(AllWays(Step.NoChange)[0], 600).ConfigureAwait(false);
        return new Measurement(seconds, 0, double.IsInfinity(seconds) ? "no answer" : null);
    }

    public ValueTask DisposeAsync()
    {
        _curl.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CurlRequest Report(string body) => new("REPORT", "1", body);

    private static CurlRequest Sync(string token, bool withData) => new("REPORT", "0", DavBodies.Sync(token, withData));

    private async Task<bool> SendsDataInlineAsync(CurlWay way)
    {
        string answer = await _calendar.ReportTextAsync(way.Requests[0].Body, way.Requests[0].Depth).ConfigureAwait(false);
        return answer.Contains("BEGIN:VEVENT", StringComparison.Ordinal);
    }

    private CurlWay[] AllWays(Step step)
    {
        CurlRequest changes = Sync(Token, withData: false);
        CurlWay[] plain = step switch
        {
            Step.Listing =>
            [
                new CurlWay("sync-collection", Sync(string.Empty, withData: false)),
                new CurlWay("calendar-query", Report(DavBodies.Query(withData: false))),
                new CurlWay("PROPFIND 1", new CurlRequest("PROPFIND", "1", DavBodies.List())),
            ],
            Step.Initial =>
            [
                new CurlWay("calendar-query with data", Report(DavBodies.Query(withData: true))),
                new CurlWay("sync-collection with data", Sync(string.Empty, withData: true)) { NeedsInlineData = true },
                new CurlWay("one multiget", Report(DavBodies.Multiget(_calendar.Hrefs))),
            ],
            Step.NoChange =>
            [
                new CurlWay("sync-collection", changes),
                new CurlWay("PROPFIND 0", new CurlRequest("PROPFIND", "0", DavBodies.Tags())),
            ],
            _ =>
            [
                new CurlWay("sync-collection, multiget", changes, Report(DavBodies.Multiget(Changed))),
                new CurlWay("sync-collection with data", Sync(Token, withData: true)) { NeedsInlineData = true },
            ],
        };
        return [.. plain, .. Array.ConvertAll(plain, way => way with { Gzip = true })];
    }
}
