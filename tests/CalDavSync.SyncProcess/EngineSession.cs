using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Http;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.SyncProcess;

/// <summary>The engine connected to one calendar, as a cmdlet would hold it.</summary>
internal sealed class EngineSession : IDisposable
{
    private EngineSession(CalDavClient client, CalDavCalendar calendar)
    {
        Client = client;
        Calendar = calendar;
    }

    public CalDavClient Client { get; }

    public CalDavCalendar Calendar { get; }

    public static async Task<EngineSession> OpenAsync(Uri calendar, string user, string password, CancellationToken cancellationToken)
    {
        var secret = new SecureString();
        foreach (char character in password) secret.AppendChar(character);
        var transport = new TransportOptions { Authentication = AuthenticationScheme.Password, UserName = user, Password = secret, NoProxy = true };
        var context = new RequestContext(SilentLog.Instance);
        CalDavClient client = await CalDavClient
            .ConnectAsync(new ConnectRequest(calendar.AbsoluteUri, transport) { NoDiscovery = true }, context, SystemClock.Instance, cancellationToken)
            .ConfigureAwait(false);
        return new EngineSession(client, await client.GetCollectionAsync(calendar, context, cancellationToken).ConfigureAwait(false));
    }

    public Task<CalDavSyncToken> RunAsync(SyncRequest request, ISyncObserver observer, CancellationToken cancellationToken) =>
        new SyncEngine(Client, SystemClock.Instance).RunAsync(request, observer, SilentLog.Instance, cancellationToken);

    public void Dispose() => Client.Dispose();
}
