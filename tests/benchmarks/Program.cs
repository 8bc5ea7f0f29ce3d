using System;
using System.Linq;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>The verbs of the benchmark program; tests/benchmarks/run calls them.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        string[] rest = [.. arguments.Skip(1)];
        switch (arguments.FirstOrDefault())
        {
            case "compare":
                await CompareAsync(CompareOptions.Parse(rest)).ConfigureAwait(false);
                return 0;
            case "engine":
                await EngineContestant.RunAsync(rest).ConfigureAwait(false);
                return 0;
            case "copy":
                await CopyBenchmark.RunAsync(rest).ConfigureAwait(false);
                return 0;
            case "sandbox":
                await SandboxHost.RunAsync().ConfigureAwait(false);
                return 0;
            case "responder":
                await ListingResponder.RunAsync(rest[0]).ConfigureAwait(false);
                return 0;
            case "memory":
                await MemoryProbe.RunAsync(rest).ConfigureAwait(false);
                return 0;
            case "calendars":
                await CalendarsProbe.RunAsync(rest).ConfigureAwait(false);
                return 0;
            case "machine":
                Console.WriteLine(Machine.Describe());
                return 0;
            default:
                await Console.Error.WriteLineAsync("usage: compare key=value… | copy FROM TO EVENTS ROUNDS | engine CALENDAR USER PASSWORD STATE | sandbox | responder MEMBERS | memory SMALL LARGE MEMBERS | calendars COUNT ROUNDS SERVER | machine").ConfigureAwait(false);
                return 2;
        }
    }

    private static async Task CompareAsync(CompareOptions options)
    {
        var factory = new ContestantFactory(options);
        foreach (ServerLine server in options.Servers)
        {
            int events = server.Name == "xandikos" ? options.SlowEvents : options.Events;
            using BenchmarkCalendar calendar = await BenchmarkCalendar.OpenAsync(server, events).ConfigureAwait(false);
            ComparisonResult result = await new Comparison(calendar, factory).RunAsync(options.Rounds).ConfigureAwait(false);
            Console.WriteLine(ComparisonReport.Render(result));
        }
    }
}
