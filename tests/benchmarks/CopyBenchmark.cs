using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace CalDavSync.Benchmarks;

/// <summary>
/// A calendar copied from one server to another and back: FROM TO EVENTS ROUNDS, the first two lines of servers. In each round curl stores
/// the same items in another new calendar, one after the other over one connection; with 0 rounds there is one copy without curl.
/// </summary>
internal static class CopyBenchmark
{
    public static async Task RunAsync(string[] arguments)
    {
        ServerLine from = ServerLine.Parse(arguments[0]);
        ServerLine to = ServerLine.Parse(arguments[1]);
        int events = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        int rounds = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        string folder = Directory.CreateTempSubdirectory("caldavsync-copy-").FullName;
        try
        {
            using BenchmarkCalendar source = await BenchmarkCalendar.OpenAsync(from, events).ConfigureAwait(false);
            // The first call of everything is not what is measured.
            await CopyLeg.WarmUpAsync(from, to, folder).ConfigureAwait(false);
            CopyLeg there = await CopyLeg.RunAsync(from, source.Address, to, $"copied{events}", events, rounds, folder).ConfigureAwait(false);
            CopyLeg back = await CopyLeg.RunAsync(to, there.Target, from, $"returned{events}", events, rounds, folder).ConfigureAwait(false);
            bool isEqual = await CopyRound.AreEqualAsync(from, source.Address, back.Target).ConfigureAwait(false);
            Console.WriteLine(CopyReport.Render(events, [there, back], isEqual));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
