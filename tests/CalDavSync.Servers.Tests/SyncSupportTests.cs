using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;
using CalDavSync.Support;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>What Test-CalDavSyncSupport says of servers whose behaviour is known.</summary>
[Collection(ServerCollection.Name)]
public sealed class SyncSupportTests
{
    [Theory]
    [MemberData(nameof(ServerNames.All), MemberType = typeof(ServerNames))]
    public async Task The_verdict_is_what_the_server_is_known_for_and_nothing_is_left(string name)
    {
        RealServer? server = RealServer.Find(name);
        Assert.SkipWhen(server is null, $"{name} is not running");
        (CalDavSyncVerdict verdict, CalDavSyncStrategy strategy, string? profile) = Expected(name);
        var options = new TransportOptions
        {
            Authentication = AuthenticationScheme.Password,
            UserName = server!.User,
            Password = new NetworkCredential(string.Empty, server.Password).SecurePassword,
        };
        var context = new RequestContext(SilentLog.Instance);
        using CalDavClient client = await CalDavClient.ConnectAsync(
            new ConnectRequest(server.Home.AbsoluteUri, options) { NoDiscovery = true }, context, SystemClock.Instance, TestContext.Current.CancellationToken);

        // Calypso says that it made a calendar and makes none, so the one it starts with is used.
        CalDavCalendar? given = name == "calypso" ? await client.GetCollectionAsync(new Uri(server.Home, "calendar/"), context, TestContext.Current.CancellationToken) : null;
        SupportReport report = await new SupportProbe(client, context, SystemClock.Instance)
            .RunAsync(new SupportRequest(given, Write: true), TestContext.Current.CancellationToken);

        CalDavSyncSupport support = report.Support;
        foreach (CalDavSupportCheck check in support.Checks) TestContext.Current.TestOutputHelper!.WriteLine($"{check} {check.Detail}");
        Assert.Null(support.Error);
        Assert.Equal((verdict, strategy, profile), (support.Verdict, support.Strategy!.Value, support.Profile));
        Assert.DoesNotContain(
            await client.ListCalendarsAsync(context, TestContext.Current.CancellationToken),
            calendar => calendar.Name.StartsWith("caldavsync-test-", StringComparison.Ordinal));
    }

    private static (CalDavSyncVerdict Verdict, CalDavSyncStrategy Strategy, string? Profile) Expected(string name) => name switch
    {
        "radicale" => (CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection, "Radicale"),
        "xandikos" => (CalDavSyncVerdict.Ungraceful, CalDavSyncStrategy.SyncCollection, "Xandikos"),
        "cyrus" => (CalDavSyncVerdict.Full, CalDavSyncStrategy.SyncCollection, "Cyrus"),
        "davical" => (CalDavSyncVerdict.Fragile, CalDavSyncStrategy.SyncCollection, "DAViCal"),
        "sogo" => (CalDavSyncVerdict.TimeBased, CalDavSyncStrategy.SyncCollection, "SOGo"),
        "calypso" => (CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing, "Calypso"),
        _ => (CalDavSyncVerdict.Unsupported, CalDavSyncStrategy.Listing, null),
    };
}
