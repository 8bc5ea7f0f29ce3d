using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Support;
using CalDavSync.Threading;

namespace CalDavSync.Session;

/// <summary>One server of a fleet to test: an address to sign in to, or an open connection, and perhaps a calendar.</summary>
internal sealed class SupportTarget
{
    private readonly Uri _uri;
    private readonly ConnectRequest? _connect;
    private readonly CalDavClient? _client;
    private readonly CalDavCalendar? _calendar;
    private readonly CalDavException? _failure;

    /// <summary>A server to sign in to for the test only.</summary>
    public SupportTarget(Uri uri, ConnectRequest connect)
    {
        _uri = uri;
        _connect = connect;
        Name = uri.OriginalString;
    }

    /// <summary>A server that is signed in to, and the calendar to test in or null.</summary>
    /// <param name="asked">The address as it was asked for; null for the calendar's, or the connection's.</param>
    public SupportTarget(CalDavClient client, CalDavCalendar? calendar, Uri? asked)
    {
        _client = client;
        _calendar = calendar;
        _uri = asked ?? calendar?.Uri ?? client.Connection.Uri;
        Name = calendar?.ToString() ?? client.Connection.Name;
    }

    /// <summary>An address of a server that is signed in to, at which nothing can be tested.</summary>
    public SupportTarget(Uri uri, CalDavException failure)
    {
        _uri = uri;
        _failure = failure;
        Name = uri.OriginalString;
    }

    /// <summary>As a person would say it.</summary>
    public string Name { get; }

    /// <summary>Nothing is left to test.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Make, change and delete items.</summary>
    public bool Write { get; set; }

    /// <summary>What a write test does, for -WhatIf and -Confirm.</summary>
    public string Action => _calendar is null ? "Make a scratch calendar, test in it and remove it" : "Make, change and delete test items";

    /// <summary>Runs the test; a server that cannot be reached is a result too.</summary>
    /// <param name="onCheck">Receives the name of each check when it is done.</param>
    public async Task<SupportReport> TestAsync(IEngineLog log, IClock clock, Action<string> onCheck, CancellationToken stop)
    {
        var context = new RequestContext(log);
        if (_failure is not null) return SupportProbe.Unreachable(_uri, _failure, context, TimeSpan.Zero);
        var request = new SupportRequest(_calendar, Write) { Address = _uri };
        if (_client is not null) return await new SupportProbe(_client, context, clock) { OnCheck = onCheck }.RunAsync(request, stop).ConfigureAwait(false);
        DateTimeOffset started = clock.UtcNow;
        try
        {
            using CalDavClient client = await CalDavClient.ConnectAsync(_connect!, context, clock, stop).ConfigureAwait(false);
            return await new SupportProbe(client, context, clock) { OnCheck = onCheck }.RunAsync(request, stop).ConfigureAwait(false);
        }
        catch (CalDavException failure)
        {
            return SupportProbe.Unreachable(_uri, failure, context, clock.UtcNow - started);
        }
    }
}
