using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Wire;

/// <summary>A signed-in client of a scripted server; signing in is answered here and not seen by the script.</summary>
internal static class WireClient
{
    private const string Service =
        "<multistatus xmlns=\"DAV:\"><response><href>/</href><propstat><prop><resourcetype><collection/></resourcetype></prop>"
        + "<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";

    /// <summary>A server that answers below its root as the function says.</summary>
    public static ScriptedServer Serve(Func<WireRequest, WireResponse> handler) =>
        new(request => request.Target == "/" ? WireResponse.Of(207, Service) : handler(request));

    /// <summary>What the script saw.</summary>
    public static IReadOnlyList<WireRequest> Seen(this ScriptedServer server) => server.Requests.Where(request => request.Target != "/").ToArray();

    public static Task<CalDavClient> ConnectAsync(ScriptedServer server, RequestContext context) => CalDavClient.ConnectAsync(
        new ConnectRequest(server.Uri.AbsoluteUri, new TransportOptions()) { NoDiscovery = true },
        context,
        new FakeClock(),
        TestContext.Current.CancellationToken);

    /// <summary>A writer for the calendar /cal/.</summary>
    public static async Task<ItemWriter> WriterAsync(ScriptedServer server, RecordingLog? log = null)
    {
        var context = new RequestContext(log ?? new RecordingLog());
        CalDavClient client = await ConnectAsync(server, context);
        return new ItemWriter(client, new CalDavCalendar(server.At("cal/"), "cal", client.Connection), context);
    }
}
