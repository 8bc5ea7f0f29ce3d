using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Threading;

namespace CalDavSync.CalDav;

/// <summary>From what a person types to the addresses to try, best first (RFC 6764 section 6).</summary>
internal static class ServiceAddress
{
    private const string WellKnown = "/.well-known/caldav";

    /// <exception cref="ConnectionFailedException">The text names no host.</exception>
    public static async Task<IReadOnlyList<Uri>> CandidatesAsync(
        ConnectRequest request,
        RequestContext context,
        IClock clock,
        CancellationToken cancellationToken)
    {
        string address = request.Address.Trim();
        if (HoldsPassword(address)) context.Log.Warning("passwordInAddress", "The user name and the password inside the address are not used; give them with -Credential.");
        if (TryUrl(address, out Uri? url))
        {
            bool root = url!.AbsolutePath == "/" && url.Query.Length == 0;
            return root && !request.NoDiscovery ? new[] { url, new Uri(url, WellKnown) } : new[] { url };
        }

        string host = address.Substring(address.LastIndexOf('@') + 1);
        if (!Uri.TryCreate("https://" + host, UriKind.Absolute, out Uri? https) || https.Host.Length == 0)
        {
            throw new ConnectionFailedException($"'{host}' is neither a URL nor a host name; write for example https://dav.example.org/.");
        }

        if (request.NoDiscovery || https.AbsolutePath != "/") return new[] { https };
        var candidates = new List<Uri>();
        bool named = https.IsDefaultPort && !IPAddress.TryParse(https.Host, out _) && https.Host.IndexOf('.') > 0;
        if (named) candidates.AddRange(await FromDnsAsync(https.Host, request, context, clock, cancellationToken).ConfigureAwait(false));
        candidates.Add(new Uri(https, WellKnown));
        candidates.Add(https);
        return candidates;
    }

    private static async Task<List<Uri>> FromDnsAsync(
        string domain,
        ConnectRequest request,
        RequestContext context,
        IClock clock,
        CancellationToken cancellationToken)
    {
        var found = new List<Uri>();
        IReadOnlyList<ServiceRecord> records = await DnsServiceLookup.ForThisMachine(clock).LookUpAsync(domain, context, cancellationToken).ConfigureAwait(false);
        foreach (ServiceRecord record in records)
        {
            bool mayBePlain = request.Transport.Authentication == AuthenticationScheme.Anonymous || request.Transport.AllowUnencryptedAuthentication;
            if (!record.IsSecure && !mayBePlain) continue;
            string path = string.IsNullOrEmpty(record.Path) ? WellKnown : "/" + record.Path!.TrimStart('/');
            found.Add(new UriBuilder(record.IsSecure ? "https" : "http", record.Host, record.Port, path).Uri);
        }

        return found;
    }

    // A user name alone is that of a mail address, and no secret.
    private static bool HoldsPassword(string address)
    {
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        int start = scheme < 0 ? 0 : scheme + 3;
        string authority = address.Substring(start).Split('/', '?', '#')[0];
        int at = authority.LastIndexOf('@');
        return at > 0 && authority.IndexOf(':', 0, at) >= 0;
    }

    private static bool TryUrl(string address, out Uri? url)
    {
        url = null;
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return false;
        string rest = address.Substring(scheme);
        string name = address.Substring(0, scheme).ToLowerInvariant() switch
        {
            "http" or "caldav" or "dav" or "webcal" => "http",
            "https" or "caldavs" or "davs" or "webcals" => "https",
            _ => throw new ConnectionFailedException($"'{Redaction.Text(address)}' is no http or https address."),
        };
        if (!Uri.TryCreate(name + rest, UriKind.Absolute, out Uri? parsed) || parsed.Host.Length == 0)
        {
            throw new ConnectionFailedException($"'{Redaction.Text(address)}' is no valid address; write for example https://dav.example.org/.");
        }

        url = parsed.UserInfo.Length == 0 ? parsed : new UriBuilder(parsed) { UserName = string.Empty, Password = string.Empty }.Uri;
        return true;
    }
}
