using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Sandbox.Dav;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Profiles;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Security;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox;

/// <summary>A CalDAV server on 127.0.0.1 that keeps everything in memory. It starts with one calendar, <c>work</c>.</summary>
public sealed class SandboxServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly DavServer _server;

    private SandboxServer(SandboxOptions options)
    {
        Profile = options.Profile is { } name ? SandboxProfiles.Find(name) : null;
        QuirkSet quirks = new((Profile?.Quirks ?? Array.Empty<SandboxQuirk>()).Concat(options.Quirks.Select(SandboxQuirks.Find)));
        UserName = options.UserName;
        Password = options.Password ?? RandomPassword.Make();
        Clock = options.Clock ?? SystemSandboxClock.Instance;
        CalendarStore store = new(Clock, quirks);
        Layout layout = new(quirks.Has(TransportQuirks.RedirectsToOtherPath) ? "/p42" : string.Empty, UserName);
        layout.DecodesTwice = quirks.Has(HrefQuirks.DoubleEncodedHrefs);
        Authenticator authenticator = new(options.Authentication, UserName, Password);
        _server = new DavServer(store, layout, authenticator, new RequestRecorder(options.RequestLog), options.PageSize);
        SeedItems.Fill(store.Create("work"), options.Seed, quirks.Has(HrefQuirks.AwkwardNames));
        if (quirks.Has(DiscoveryQuirks.SubscribedCalendars)) AddSubscription(store);
        _listener = new LoopbackListener(options.Port, _server);
        Uri = new Uri("http://127.0.0.1:" + _listener.Port + "/");
        _server.BaseUri = Uri;
        _listener.Start();
    }

    /// <summary>The address to connect to; discovery starts here.</summary>
    public Uri Uri { get; }

    /// <summary>The calendar home.</summary>
    public Uri HomeUri => new(Uri, _server.Layout.Home);

    /// <summary>Where a client has to begin: <see cref="Uri"/>, or the calendar home where nothing leads from there to it.</summary>
    public Uri EntryUri => Quirks.Contains(DiscoveryQuirks.NoPrincipal) ? HomeUri : Uri;

    /// <summary>The calendar <c>work</c>.</summary>
    public Uri CalendarUri => UriOf("work");

    /// <summary>The one user.</summary>
    public string UserName { get; }

    /// <summary>The password, or the bearer token.</summary>
    public string Password { get; }

    /// <summary>The server profile it was started with, or null.</summary>
    public SandboxProfile? Profile { get; }

    /// <summary>All quirks in effect, those of the profile included.</summary>
    public IReadOnlyList<SandboxQuirk> Quirks => _server.Quirks.All;

    /// <summary>The server's clock, as given in the options.</summary>
    public ISandboxClock Clock { get; }

    /// <summary>The calendars as they are now.</summary>
    public IReadOnlyList<SandboxCalendar> Calendars => _server.Store.Calendars;

    /// <summary>The calendar <c>work</c>, with which every sandbox starts.</summary>
    /// <exception cref="InvalidOperationException">Somebody deleted it.</exception>
    public SandboxCalendar Calendar => Find("work") ?? throw new InvalidOperationException("The calendar 'work' was deleted.");

    /// <summary>
    /// Room for items: how many characters their texts may have together. A PUT beyond it is answered 507 with DAV:quota-not-exceeded
    /// (RFC 4331 section 6). Null, as it is at first, is no limit.
    /// </summary>
    public long? Quota
    {
        get => _server.Store.Quota;
        set => _server.Store.Quota = value;
    }

    /// <summary>The requests answered lately, oldest first: at most 10,000, with at most 16 MB of bodies.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _server.Recorder.Requests;

    /// <summary>Faults of the sandbox itself; empty unless it has a bug.</summary>
    public IReadOnlyList<Exception> InternalErrors => _server.Recorder.Errors;

    /// <summary>Starts a server; it runs until it is disposed.</summary>
    /// <param name="options">What it shall be like; null is a well-behaved server with an empty calendar.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentException">A quirk or profile of that name does not exist.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public static SandboxServer Start(SandboxOptions? options = null) => new(options ?? new SandboxOptions());

    /// <summary>The address of a calendar, whether it exists or not.</summary>
    /// <param name="calendarName">Its path segment, decoded.</param>
    /// <returns>The absolute address, with a slash at the end.</returns>
    public Uri UriOf(string calendarName) => new(Uri, _server.Layout.Home + PathSegments.Encode(calendarName) + "/");

    /// <summary>Finds a calendar.</summary>
    /// <param name="calendarName">Its path segment, decoded.</param>
    /// <returns>The calendar, or null.</returns>
    public SandboxCalendar? Find(string calendarName) => _server.Store.Find(calendarName);

    /// <summary>Creates a calendar, as another client would.</summary>
    /// <param name="calendarName">Its path segment, decoded.</param>
    /// <param name="seed">How many items it starts with.</param>
    /// <returns>The new calendar.</returns>
    /// <exception cref="ArgumentException">There is one of this name.</exception>
    public SandboxCalendar CreateCalendar(string calendarName, int seed = 0)
    {
        SandboxCalendar calendar = _server.Store.Create(calendarName);
        SeedItems.Fill(calendar, seed, _server.Quirks.Has(HrefQuirks.AwkwardNames));
        return calendar;
    }

    /// <summary>Deletes a calendar, as another client would.</summary>
    /// <param name="calendarName">Its path segment, decoded.</param>
    /// <returns>Whether there was one.</returns>
    public bool DeleteCalendar(string calendarName)
    {
        if (Find(calendarName) is not { } calendar) return false;
        _server.Store.Remove(calendar);
        return true;
    }

    /// <summary>Orders failures: the next requests are answered with this status and nothing else happens.</summary>
    /// <param name="status">The HTTP status; 0 closes the connection without an answer.</param>
    /// <param name="count">How many requests fail.</param>
    /// <param name="method">Only requests of this method; null means any.</param>
    public void FailNext(int status, int count = 1, string? method = null) => _server.Failures.Order(status, count, method);

    /// <summary>Forgets the failures ordered with <see cref="FailNext"/> that have not happened yet.</summary>
    public void ClearFailures() => _server.Failures.Clear();

    /// <summary>Empties <see cref="Requests"/>.</summary>
    public void ClearRequests() => _server.Recorder.Clear();

    /// <summary>Stops the server and closes all connections.</summary>
    public void Dispose() => _listener.Dispose();

    private static void AddSubscription(CalendarStore store)
    {
        SandboxCalendar holidays = store.Create("holidays");
        holidays.IsSubscribed = true;
        holidays.SupportsSync = false;
        SeedItems.Fill(holidays, 3, awkwardNames: false);
    }
}
