using System;
using System.Globalization;
using System.Linq;
using CalDavSync.Sandbox;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>
/// For any profile and any history of edits, token losses, server errors and crashes, the sum of the records is what the server holds.
/// A failure prints the history, shrunk, and the seed to replay it. More histories: CALDAVSYNC_HISTORIES=500.
/// </summary>
public class HistoryTests
{
    private const int DefaultHistories = 40;

    public static TheoryData<string, bool> Profiles()
    {
        var data = new TheoryData<string, bool>();
        foreach (SandboxProfile profile in SandboxProfiles.All)
        {
            data.Add(profile.Name, false);
            data.Add(profile.Name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_records_add_up_to_the_server(string profile, bool withText)
    {
        Gen<Edit> edit =
            from kind in Gen.Elements(Enum.GetValues<EditKind>().Append(EditKind.Sync).Append(EditKind.Sync).ToArray())
            from item in Gen.Choose(0, 40)
            select new Edit(kind, item);
        Arbitrary<Edit[]> histories = edit.ArrayOf().Resize(16).ToArbitrary();

        Prop.ForAll(histories, history =>
        {
            using var runner = new HistoryRunner(profile, withText);
            runner.RunAsync(history).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories()));
    }

    private static int Histories() =>
        int.TryParse(Environment.GetEnvironmentVariable("CALDAVSYNC_HISTORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : DefaultHistories;
}
