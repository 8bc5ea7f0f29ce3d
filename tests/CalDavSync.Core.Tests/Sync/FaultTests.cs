using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Sandbox;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>One byte of the answers goes wrong, any of them: the run succeeds or says what happened, and nothing is lost.</summary>
public class FaultTests
{
    [Theory]
    [InlineData(FaultKind.Cut, false)]
    [InlineData(FaultKind.Cut, true)]
    [InlineData(FaultKind.Delay, false)]
    [InlineData(FaultKind.Delay, true)]
    [InlineData(FaultKind.Garble, false)]
    [InlineData(FaultKind.Garble, true)]
    public async Task A_fault_at_any_byte_costs_at_most_one_run(FaultKind fault, bool first)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Seed = 12 });
        await using var proxy = new FaultProxy(server.Uri);
        using var clean = new Mirror(server) { Through = proxy.Uri };
        await clean.SyncAsync(calendar => Armed(calendar, clean, proxy, null, 0));
        if (!first)
        {
            Edit(server, 0);
            await clean.SyncAsync(calendar => Armed(calendar, clean, proxy, null, 0));
        }

        long length = proxy.Passed;
        int requests = clean.Token!.Requests;
        int felt = 0;
        Assert.InRange(length, 300, 20_000);
        for (long at = 0; at < length; at += Math.Max(1, length / 40))
        {
            using var mirror = new Mirror(server, new FakeClock()) { Through = proxy.Uri, RepeatsAllowed = true };
            if (!first)
            {
                await mirror.SyncAsync(mirror.WithText);
                Edit(server, (int)at + 1);
            }

            CalDavSyncToken? token = await RunAsync(mirror, proxy, fault, at);
            if (token is null || token.Requests != requests) felt++;
            // A wrong byte in a tag or an address looks like any other; only a listing tells.
            await mirror.SyncAsync(calendar => new SyncRequest(calendar) { StatePath = mirror.Folder, IncludeContent = true, Force = true, Verify = fault == FaultKind.Garble });
            mirror.AssertEqualsServer();
        }

        // A proxy that spoils nothing would prove nothing.
        Assert.Equal(fault == FaultKind.Delay, felt == 0);
    }

    private static async Task<CalDavSyncToken?> RunAsync(Mirror mirror, FaultProxy proxy, FaultKind fault, long at)
    {
        try
        {
            await mirror.SyncAsync(calendar => Armed(calendar, mirror, proxy, fault, at));
            if (fault != FaultKind.Garble) mirror.AssertEqualsServer();
            return mirror.Token;
        }
        catch (CalDavException error)
        {
            Assert.NotEqual(FaultKind.Delay, fault);
            Assert.NotEqual(string.Empty, error.Message);
            Assert.NotNull(error.Uri);
            return null;
        }
        finally
        {
            proxy.Arm(null, 0);
        }
    }

    private static SyncRequest Armed(CalDavCalendar calendar, Mirror mirror, FaultProxy proxy, FaultKind? fault, long at)
    {
        proxy.Arm(fault, at);
        return mirror.WithText(calendar);
    }

    private static void Edit(SandboxServer server, int run)
    {
        server.Calendar.Put($"new-{run}.ics", EventText.Of($"new-{run}", "New"));
        string[] names = server.Calendar.Items.Keys.ToArray();
        server.Calendar.Delete(names[run % names.Length]);
        string changed = server.Calendar.Items.Keys.Last();
        server.Calendar.Put(changed, server.Calendar.Items[changed].Text.Replace("SUMMARY:", "SUMMARY:again ", StringComparison.Ordinal));
    }
}
