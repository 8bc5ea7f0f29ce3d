using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav.Profiles;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Threading;

namespace CalDavSync.CalDav;

/// <summary>A signed-in server: its transport, its facts, its calendars.</summary>
internal sealed class CalDavClient : IDisposable
{
    private static int _lastId;

    private readonly HttpTransport _transport;

    private readonly DiscoveredService _service;

    private readonly ProfileChoice _profile;

    private readonly IClock _clock;

    private CalDavClient(HttpTransport transport, CalDavConnection connection, DiscoveredService service, ProfileChoice profile, IClock clock)
    {
        _transport = transport;
        _service = service;
        _profile = profile;
        _clock = clock;
        Connection = connection;
    }

    public CalDavConnection Connection { get; }

    public IHttpTransport Transport => _transport;

    /// <summary>What writing has shown of the server.</summary>
    public LearnedHabits Learned { get; } = new();

    /// <summary>The sync tokens that were handed out.</summary>
    public IssuedTokens Issued { get; } = new();

    /// <summary>The recognised or chosen server profile; null when the server is not in the database.</summary>
    public CalDavServerProfile? Profile => _profile.Profile;

    /// <summary>Finds the service behind an address (RFC 6764, RFC 4791 section 6.2.1, RFC 5397) and signs in.</summary>
    /// <exception cref="CalDavException">The subclass says what went wrong; no connection is left open then.</exception>
    public static async Task<CalDavClient> ConnectAsync(ConnectRequest request, RequestContext context, IClock clock, CancellationToken cancellationToken)
    {
        var profile = new ProfileChoice(request.ServerProfile, request.Transport);
        IReadOnlyList<Uri> candidates = await ServiceAddress.CandidatesAsync(request, context, clock, cancellationToken).ConfigureAwait(false);
        CalDavException? first = null;
        (HttpTransport Transport, DiscoveredService Service)? guess = null;
        var unreachable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Uri candidate in candidates)
        {
            if (unreachable.Contains(candidate.Authority)) continue;
            var transport = new HttpTransport(request.Transport, candidate, clock);
            try
            {
                DiscoveredService service = await DiscoverAsync(transport, context, candidate, request.NoDiscovery, cancellationToken).ConfigureAwait(false);
                if (!service.IsGuess || guess is not null)
                {
                    guess?.Transport.Dispose();
                    return Create(transport, service, request, profile, context, clock);
                }

                guess = (transport, service);
            }
            catch (CalDavException exception) when (exception is ConnectionFailedException or CertificateRejectedException or UnexpectedAnswerException
                or CalendarNotFoundException or RequestRefusedException or AccessDeniedException or ServerFailureException or RequestTimedOutException)
            {
                transport.Dispose();
                first ??= exception;
                if (exception is ConnectionFailedException or CertificateRejectedException or RequestTimedOutException) unreachable.Add(candidate.Authority);
                if (candidates.Count > 1) context.Log.Verbose($"{candidate}: {exception.Message}");
            }
            catch
            {
                transport.Dispose();
                guess?.Transport.Dispose();
                throw;
            }
        }

        if (guess is { } best) return Create(best.Transport, best.Service, request, profile, context, clock);
        throw first ?? new ConnectionFailedException($"'{request.Address.Substring(request.Address.LastIndexOf('@') + 1)}' names no server; write for example https://dav.example.org/.");
    }

    /// <summary>
    /// All calendars of all homes, in the server's order. Other collections are left out (Q146). A home that cannot be read is told in a
    /// warning when another one can.
    /// </summary>
    /// <exception cref="CalDavException">No home can be read.</exception>
    public async Task<IReadOnlyList<CalDavCalendar>> ListCalendarsAsync(RequestContext context, CancellationToken cancellationToken)
    {
        var requester = new DavRequester(_transport, context);
        var calendars = new List<CalDavCalendar>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<(Uri Home, CalDavException Error)>();
        foreach (Uri home in Connection.HomeSets)
        {
            try
            {
                await ListHomeAsync(home, requester, calendars, seen, context, cancellationToken).ConfigureAwait(false);
            }
            catch (CalDavException exception)
            {
                failures.Add((home, exception));
                if (failures.Count == Connection.HomeSets.Count) throw failures[0].Error;
            }
        }

        foreach ((Uri home, CalDavException error) in failures)
        {
            context.Log.Warning("home:" + home, $"The calendars of {home.AbsolutePath} are missing, because it cannot be read. {error.Message}");
        }

        if (calendars.Count == 0 && _service.IsGuess)
            context.Log.Warning("guess:" + Connection.Name, $"{Connection.Uri} has no calendars and does not say where they are. Connect with the address of the calendar home.");
        context.Log.Verbose($"{Connection.Name} has {calendars.Count} {(calendars.Count == 1 ? "calendar" : "calendars")}.");
        return calendars;
    }

    /// <summary>The collection at an address: a calendar, or any other WebDAV collection.</summary>
    /// <exception cref="CalendarNotFoundException">There is none.</exception>
    public async Task<CalDavCalendar> GetCollectionAsync(Uri address, RequestContext context, CancellationToken cancellationToken)
    {
        Uri uri = WithSlash(address.IsAbsoluteUri ? address : new Uri(Connection.Uri, address));
        CalDavCalendar? calendar = null;
        bool other = false;
        MultistatusRow? only = null;
        var place = new CollectionAddress(uri);
        try
        {
            MultistatusAnswer answer = await new DavRequester(_transport, context).SendAsync(
                "PROPFIND",
                uri,
                "0",
                RequestBody.Propfind(CalendarRow.Properties),
                "the properties of a collection",
                row =>
                {
                    if (only is null || place.Locate(row.Href, out _) == MemberPlace.Self) only = row;
                },
                cancellationToken).ConfigureAwait(false);
            if (only is { IsGone: false })
            {
                other = !CalendarRow.IsCollection(only);
                if (!other) calendar = CalendarRow.Read(only, uri, Connection, _clock.UtcNow);
                if (calendar is not null) ServerFeatures.Merge(Connection, answer.Facts, new[] { calendar });
                Observe(uri, answer.Facts, calendar?.SyncToken, context);
            }
        }
        catch (CalDavException exception) when (exception.StatusCode is 405 or 501)
        {
            // PROPFIND is blocked on the way (Q137); reports may still work.
            context.Log.Verbose($"{uri} refuses PROPFIND ({exception.StatusCode}); going on without its properties.");
            return new CalDavCalendar(uri, CalendarRow.NameOf(uri), Connection);
        }

        if (calendar is not null) return calendar;
        string why = other ? "it is an item, not a collection" : "the server knows nothing of it";
        throw new CalendarNotFoundException($"{uri} is no collection: {why}.") { Uri = uri, Method = "PROPFIND", StatusCode = only?.Status };
    }

    public void Dispose()
    {
        Connection.IsOpen = false;
        _transport.Dispose();
    }

    private async Task ListHomeAsync(
        Uri home,
        DavRequester requester,
        List<CalDavCalendar> calendars,
        HashSet<string> seen,
        RequestContext context,
        CancellationToken cancellationToken)
    {
        // A calendar given by its own address is all there is to list; Depth 1 would list its items.
        string depth = _service.IsCalendar ? "0" : "1";
        ProxyPrefix prefix = ProxyPrefix.None;
        MultistatusAnswer answer = await requester.SendAsync(
            "PROPFIND",
            home,
            depth,
            RequestBody.Propfind(CalendarRow.Properties),
            "the calendar home " + home.AbsolutePath,
            row =>
            {
                if (new CollectionAddress(home).Locate(row.Href, out _) == MemberPlace.Self) prefix = ProxyPrefix.Of(home, row.Href);
                if (row.IsGone || !CalendarRow.IsCalendar(row)) return;
                Uri address = WithSlash(ServiceDiscovery.Resolve(_transport, context, home, row.Href, prefix));
                if (seen.Add(HrefPath.Canonical("/", address.AbsolutePath))) calendars.Add(CalendarRow.Read(row, address, Connection, _clock.UtcNow));
            },
            cancellationToken).ConfigureAwait(false);
        ServerFeatures.Merge(Connection, answer.Facts, calendars);
        Observe(home, answer.Facts, null, context);
        if (calendars.Count > 0) Observe(calendars[0].Uri, answer.Facts, calendars[0].SyncToken, context);
    }

    private void Observe(Uri uri, AnswerFacts facts, string? syncToken, RequestContext context)
    {
        _profile.Observe(uri, facts, syncToken);
        if (_transport.UsesDigest) Connection.Authentication = "Digest";
        if (Profile is null) return;
        if (Connection.Server.Length == 0) Connection.Server = Profile.Name;
        if (Connection.ServerProfile == Profile.Name) return;
        Connection.ServerProfile = Profile.Name;
        context.Log.Verbose($"{uri.Host} is treated as {Profile.Name}.");
    }

    // A redirect to another host of the same domain (example.com to caldav.example.com) arrives without credentials and is refused once.
    private static async Task<DiscoveredService> DiscoverAsync(
        HttpTransport transport,
        RequestContext context,
        Uri candidate,
        bool asGiven,
        CancellationToken cancellationToken)
    {
        var discovery = new ServiceDiscovery(transport, context);
        try
        {
            return await discovery.DiscoverAsync(candidate, asGiven, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestRefusedException exception) when (PlainToSecure.IsComplaint(candidate, exception))
        {
            throw PlainToSecure.Error(candidate, exception);
        }
        catch (NotAuthenticatedException exception) when (exception.Uri is { } other && other.Host != candidate.Host && transport.TrustHost(other, context))
        {
            return await discovery.DiscoverAsync(candidate, asGiven, cancellationToken).ConfigureAwait(false);
        }
    }

    private static CalDavClient Create(HttpTransport transport, DiscoveredService service, ConnectRequest request, ProfileChoice profile, RequestContext context, IClock clock)
    {
        var client = new CalDavClient(transport, Describe(service, request), service, profile, clock);
        client.Observe(service.HomeSets[0], service.Facts, null, context);
        return client;
    }

    private static CalDavConnection Describe(DiscoveredService service, ConnectRequest request)
    {
        string name = string.IsNullOrEmpty(request.Name) ? service.Uri.Host : request.Name!;
        return new CalDavConnection(Interlocked.Increment(ref _lastId), name, service.Uri)
        {
            Principal = service.Principal,
            HomeSet = service.HomeSets[0],
            HomeSets = service.HomeSets,
            UserName = request.Transport.UserName,
            Authentication = AuthenticationName(request.Transport),
            Server = service.Facts.Server ?? string.Empty,
            Features = ServerFeatures.FromDavClasses(service.Facts.DavClasses ?? string.Empty),
        };
    }

    private static string AuthenticationName(TransportOptions options) => options.Authentication switch
    {
        AuthenticationScheme.Password => "Basic",
        AuthenticationScheme.Bearer => "Bearer",
        AuthenticationScheme.Integrated => "Negotiate",
        _ => options.Certificate is null ? "Anonymous" : "Certificate",
    };

    private static Uri WithSlash(Uri uri)
    {
        if (uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal)) return uri;
        return new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;
    }
}
