using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;
using CalDavSync.Sandbox;
using CalDavSync.Support;
using CalDavSync.Threading;

namespace CalDavSync.Core.Tests.Support;

/// <summary>Runs the probe against a sandbox that has a calendar of 12 items and an empty second one.</summary>
internal sealed class SupportTestBench : IDisposable
{
    private readonly ManualSandboxClock _time = new(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));

    private SupportTestBench(SandboxOptions options, int seed)
    {
        Clock = new SandboxClock(_time);
        options.Clock = _time;
        options.Seed = seed;
        Server = SandboxServer.Start(options);
        Server.CreateCalendar("zz-other");
    }

    public SandboxServer Server { get; }

    public SandboxClock Clock { get; }

    // Where nothing leads to the home, the user has to know its address.
    private Uri Address => Server.EntryUri;

    public static SupportTestBench WithQuirks(params string[] quirks) => new(new SandboxOptions { Quirks = quirks }, seed: 12);

    public static SupportTestBench WithProfile(string profile) => new(new SandboxOptions { Profile = profile }, seed: 12);

    public static SupportTestBench With(SandboxOptions options, int seed = 12) => new(options, seed);

    public async Task<CalDavSyncSupport> TestAsync(bool write, string? calendar = null, CancellationToken cancellationToken = default)
    {
        var context = new RequestContext(SilentLog.Instance);
        using CalDavClient client = await CalDavClient.ConnectAsync(new ConnectRequest(Address.AbsoluteUri, Options()), context, Clock, cancellationToken);
        CalDavCalendar? given = calendar is null ? null : await client.GetCollectionAsync(Server.UriOf(calendar), context, cancellationToken);
        SupportReport report = await new SupportProbe(client, context, Clock).RunAsync(new SupportRequest(given, write), cancellationToken);
        return report.Support;
    }

    public string[] CalendarNames() => [.. Server.Calendars.Select(calendar => calendar.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => Server.Dispose();

    private TransportOptions Options() => new()
    {
        Authentication = AuthenticationScheme.Password,
        UserName = Server.UserName,
        Password = new NetworkCredential(string.Empty, Server.Password).SecurePassword,
    };
}
