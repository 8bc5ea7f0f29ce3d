using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>One direction: copies from server to server, and curl loops that store the same items, in turns.</summary>
/// <param name="Target">The calendar of the last copy.</param>
/// <param name="Copies">One for each round.</param>
/// <param name="CurlSeconds">One for each round; empty when curl took no part.</param>
internal sealed record CopyLeg(ServerLine From, ServerLine To, Uri Target, IReadOnlyList<CopyRound> Copies, IReadOnlyList<double> CurlSeconds)
{
    private const int WarmUpEvents = 50;

    public static async Task<CopyLeg> RunAsync(ServerLine from, Uri source, ServerLine to, string name, int events, int rounds, string folder)
    {
        using var account = new BenchmarkAccount(to);
        var copies = new List<CopyRound>();
        var curls = new List<double>();
        Uri target = to.Home;
        for (int round = 0; round < Math.Max(1, rounds); round++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{name}-{round}");
            target = await account.MakeCalendarAsync(place).ConfigureAwait(false);
            Uri? curled = rounds == 0 ? null : await account.MakeCalendarAsync(place + "-curl").ConfigureAwait(false);
            // Who comes second may find the machine in another mood.
            if (curled is not null && round % 2 == 0) curls.Add(await new CurlUpload(to, curled, Path.Combine(folder, place + "-curl")).RunAsync(events).ConfigureAwait(false));
            copies.Add(await CopyRound.RunAsync(from, source, to, target, events, Path.Combine(folder, place)).ConfigureAwait(false));
            if (curled is not null && round % 2 == 1) curls.Add(await new CurlUpload(to, curled, Path.Combine(folder, place + "-curl")).RunAsync(events).ConfigureAwait(false));
            string curl = curls.Count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", curl {curls[^1]:0.0} s");
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{from.Name} to {to.Name}, {events} events: copy {copies[^1].Seconds:0.0} s{curl}")).ConfigureAwait(false);
        }

        return new CopyLeg(from, to, target, copies, curls);
    }

    /// <summary>A small copy there and back, so that everything is loaded and compiled and both servers are awake.</summary>
    public static async Task WarmUpAsync(ServerLine from, ServerLine to, string folder)
    {
        using var account = new BenchmarkAccount(from);
        Uri source = await account.MakeCalendarAsync("warm").ConfigureAwait(false);
        await new CurlUpload(from, source, Path.Combine(folder, "warm-source")).RunAsync(WarmUpEvents).ConfigureAwait(false);
        CopyLeg there = await RunAsync(from, source, to, "warm-copied", WarmUpEvents, 1, folder).ConfigureAwait(false);
        await RunAsync(to, there.Target, from, "warm-returned", WarmUpEvents, 1, folder).ConfigureAwait(false);
    }

    public double Median(Func<CopyRound, double> figure) => Median(Copies.Select(figure));

    public static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
