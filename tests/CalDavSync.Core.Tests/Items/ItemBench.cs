using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using CalDavSync.Items;
using CalDavSync.Sandbox;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>A sandbox, a signed-in client and a writer for its calendar.</summary>
internal sealed class ItemBench : IDisposable
{
    private CalDavClient? _client;

    public ItemBench(int seed = 0, string? profile = null, params string[] quirks)
    {
        Server = SandboxServer.Start(new SandboxOptions { Seed = seed, Profile = null, Quirks = quirks, Clock = new ManualSandboxClock() });
        Profile = profile;
        Context = new RequestContext(Log);
    }

    public SandboxServer Server { get; }

    /// <summary>What the user says the server is.</summary>
    public string? Profile { get; }

    public RecordingLog Log { get; } = new();

    public RequestContext Context { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<CalDavClient> ClientAsync() => _client ??= await CalDavClient.ConnectAsync(
        new ConnectRequest(Server.Uri.AbsoluteUri, Options()) { ServerProfile = Profile }, new RequestContext(Log), new FakeClock(), Token);

    public async Task<CalDavCalendar> CalendarAsync()
    {
        CalDavClient client = await ClientAsync();
        return (await client.ListCalendarsAsync(new RequestContext(Log), Token)).Single(calendar => calendar.Name == "work");
    }

    public async Task<ItemWriter> WriterAsync()
    {
        ItemWriter writer = new(await ClientAsync(), await CalendarAsync(), Context);
        Server.ClearRequests();
        return writer;
    }

    public async Task<CalDavItem> PutAndReadAsync(string name, string text)
    {
        Server.Calendar.Put(name, text);
        return (await new ItemAccess(await ClientAsync(), await CalendarAsync(), Context).FindAsync(Server.CalendarUri.AbsolutePath + name, Token))!;
    }

    public async Task<List<CalDavItem>> FindAsync(ItemQuery query)
    {
        var found = new List<CalDavItem>();
        var search = new ItemSearch(await ClientAsync(), await CalendarAsync(), Context, query, found.Add);
        Server.ClearRequests();
        await search.RunAsync(Token);
        return found;
    }

    public string Requests() => string.Join(' ', Server.Requests.Select(request => request.Method));

    public void Dispose()
    {
        _client?.Dispose();
        Server.Dispose();
        Assert.Empty(Server.InternalErrors);
    }

    private TransportOptions Options() => new()
    {
        Authentication = AuthenticationScheme.Password,
        UserName = Server.UserName,
        Password = new NetworkCredential(string.Empty, Server.Password).SecurePassword,
    };
}
