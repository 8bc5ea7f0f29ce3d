using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.CalDav;

/// <summary>From an address to principal and calendar home, with as few requests as the server allows.</summary>
internal sealed class ServiceDiscovery
{
    private static readonly DavName[] Wanted =
    {
        DavName.ResourceType, DavName.CurrentUserPrincipal, DavName.PrincipalUrl, DavName.CalendarHomeSet,
    };

    private readonly HttpTransport _transport;
    private readonly RequestContext _context;
    private readonly DavRequester _requester;

    public ServiceDiscovery(HttpTransport transport, RequestContext context)
    {
        _transport = transport;
        _context = context;
        _requester = new DavRequester(transport, context);
    }

    public async Task<DiscoveredService> DiscoverAsync(Uri address, bool asGiven, CancellationToken cancellationToken)
    {
        MultistatusRow? row;
        MultistatusAnswer answer;
        try
        {
            (row, answer) = await AskAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (asGiven && exception.StatusCode is 403 or 405 or 501)
        {
            // PROPFIND is blocked on the way (Q137); the user says that the address is right.
            _context.Log.Verbose($"{address} refuses PROPFIND ({exception.StatusCode}); taking it as told.");
            return new DiscoveredService(address, null, new[] { address }, false, default);
        }
        catch (CalDavException exception) when (exception.StatusCode is 405 or 501)
        {
            throw NoWebDav(address, exception);
        }

        bool isCalendar = row is not null && CalendarRow.IsCalendar(row);
        if (isCalendar || asGiven)
        {
            _context.Log.Verbose(isCalendar ? $"{answer.Uri} is a calendar." : $"Taking {answer.Uri} as the calendar home, as told.");
            return new DiscoveredService(answer.Uri, Principal(row, answer.Uri), new[] { answer.Uri }, isCalendar, answer.Facts);
        }

        List<Uri> homes = Homes(row, answer.Uri);
        Uri? principal = Principal(row, answer.Uri);
        if (homes.Count == 0 && principal is not null && principal != answer.Uri)
        {
            (homes, AnswerFacts more) = await HomesOfAsync(principal, cancellationToken).ConfigureAwait(false);
            answer = answer with { Facts = answer.Facts.With(more) };
        }

        if (homes.Count == 0)
        {
            if (row is null || !CalendarRow.IsCollection(row)) throw NoService(answer);
            _context.Log.Verbose($"{answer.Uri} names no calendar home; looking for calendars there.");
            return new DiscoveredService(answer.Uri, principal, new[] { answer.Uri }, false, answer.Facts) { IsGuess = true };
        }

        _context.Log.Verbose($"Calendar home of {principal?.AbsolutePath ?? "this user"}: {string.Join(", ", homes)}.");
        return new DiscoveredService(answer.Uri, principal, homes, false, answer.Facts);
    }

    private async Task<(List<Uri> Homes, AnswerFacts Facts)> HomesOfAsync(Uri principal, CancellationToken cancellationToken)
    {
        try
        {
            (MultistatusRow? row, MultistatusAnswer answer) = await AskAsync(principal, cancellationToken).ConfigureAwait(false);
            return (Homes(row, answer.Uri), answer.Facts);
        }
        catch (CalDavException exception) when (exception is AccessDeniedException or CalendarNotFoundException or RequestRefusedException or ServerFailureException)
        {
            _context.Log.Verbose($"The principal {principal} cannot be read: {exception.Message}");
            return (new List<Uri>(), default);
        }
    }

    /// <summary>
    /// An address a server named, made absolute. Another host is only followed over https and within the same parent domain; otherwise the
    /// path is taken on the host that was asked (Q71, Q85, Q130).
    /// </summary>
    public static Uri Resolve(HttpTransport transport, RequestContext context, Uri asked, string href, in ProxyPrefix prefix)
    {
        Uri own = Rooted(asked, href, prefix);
        if (!Uri.TryCreate(href, UriKind.Absolute, out Uri? named) || !named.Scheme.StartsWith("http", StringComparison.Ordinal)) return own;
        if (named.GetLeftPart(UriPartial.Authority) == asked.GetLeftPart(UriPartial.Authority)) return own;
        return transport.TrustHost(named, context) ? named : own;
    }

    private static Uri Rooted(Uri asked, string href, in ProxyPrefix prefix) =>
        new(asked.GetLeftPart(UriPartial.Authority) + prefix.Apply(HrefPath.RawPath(new CollectionAddress(asked).Sendable(href))));

    private async Task<(MultistatusRow? Row, MultistatusAnswer Answer)> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        MultistatusRow? self = null;
        MultistatusAnswer answer = await _requester.SendAsync(
            "PROPFIND",
            address,
            "0",
            RequestBody.Propfind(Wanted),
            "the CalDAV service",
            row => self ??= row.IsGone ? null : row,
            cancellationToken).ConfigureAwait(false);
        if (self?.Element(DavName.CurrentUserPrincipal) is { } principal && IsUnauthenticated(principal))
        {
            _context.Log.Verbose($"{answer.Uri} does not see a signed-in user.");
        }

        return (self, answer);
    }

    private static bool IsUnauthenticated(DavElement principal)
    {
        foreach (DavElement child in principal.Children)
        {
            if (child.Name.Local == "unauthenticated") return true;
        }

        return false;
    }

    private Uri? Principal(MultistatusRow? row, Uri asked)
    {
        foreach (DavName name in new[] { DavName.CurrentUserPrincipal, DavName.PrincipalUrl })
        {
            foreach (string href in row?.Element(name)?.Hrefs() ?? Array.Empty<string>()) return Resolve(_transport, _context, asked, href, ProxyPrefix.Of(asked, row!.Href));
        }

        return null;
    }

    private List<Uri> Homes(MultistatusRow? row, Uri asked)
    {
        var homes = new List<Uri>();
        foreach (string href in row?.Element(DavName.CalendarHomeSet)?.Hrefs() ?? Array.Empty<string>())
        {
            Uri home = Resolve(_transport, _context, asked, href, ProxyPrefix.Of(asked, row!.Href));
            if (!home.AbsolutePath.EndsWith("/", StringComparison.Ordinal)) home = new UriBuilder(home) { Path = home.AbsolutePath + "/" }.Uri;
            if (!homes.Contains(home)) homes.Add(home);
        }

        return homes;
    }

    // Neither busy nor broken: to try again later, as other failures of a server advise, would lead nowhere.
    private static UnexpectedAnswerException NoWebDav(Uri address, CalDavException refusal) =>
        new(
            $"{address} does not know PROPFIND ({refusal.StatusCode}): it is a web page, or something on the way blocks WebDAV. Give the CalDAV address of the provider; -NoDiscovery takes an address as it is.",
            refusal)
        {
            Uri = refusal.Uri,
            Method = refusal.Method,
            StatusCode = refusal.StatusCode,
            ResponseExcerpt = refusal.ResponseExcerpt,
        };

    private static UnexpectedAnswerException NoService(MultistatusAnswer answer) =>
        new($"{answer.Uri} speaks WebDAV but names no principal, no calendar home and is no collection; give the address of the calendar home.")
        {
            Uri = answer.Uri,
            Method = "PROPFIND",
        };
}
