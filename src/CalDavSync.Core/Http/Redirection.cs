using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace CalDavSync.Http;

/// <summary>Follows redirects one by one: method and body stay as they were (Q131), never from https to http (Q132), never in a circle.</summary>
internal sealed class Redirection
{
    private const int Maximum = 5;

    private HashSet<string>? _visited;

    /// <summary>Where the answer sends the request; null when the answer is no redirect.</summary>
    /// <exception cref="Errors.UnexpectedAnswerException">The redirect must not or cannot be followed.</exception>
    public Uri? Next(HttpResponseMessage response, Exchange exchange)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return null;
        _visited ??= new HashSet<string>(StringComparer.Ordinal);
        _visited.Add(exchange.Address.OriginalString);
        var next = Target(response, exchange.Address)
            ?? throw exchange.Malformed("is a redirect without a usable Location. Check the address.");
        if (exchange.Address.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
            throw exchange.Malformed($"redirects from https to plain http ({Redaction.Address(next)}), which is not followed. Ask the server's administrator to correct it, or connect to the right https address.");
        if (exchange.Method is "PUT" or "DELETE" && EndsInSlash(next) && !EndsInSlash(exchange.Address))
            throw exchange.Malformed($"redirects to the collection {Redaction.Address(next)}, which is not followed: a collection is not written or deleted as an item.");
        if (_visited.Contains(next.OriginalString))
            throw exchange.Malformed($"redirects in a circle, back to {Redaction.Address(next)}. Check the address.");
        if (_visited.Count > Maximum)
            throw exchange.Malformed($"is redirect number {_visited.Count}; no more than {Maximum} are followed. Check the address.");
        exchange.Context.Log.Verbose($"{exchange.Name} is redirected to {Redaction.Address(next)}.");
        return next;
    }

    private static bool EndsInSlash(Uri address) => address.AbsolutePath.EndsWith("/", StringComparison.Ordinal);

    private static Uri? Target(HttpResponseMessage response, Uri current)
    {
        if (!response.Headers.TryGetValues("Location", out var values)) return null;
        var location = Decoded(values.First().Trim());
        return location.Length > 0
            && Uri.TryCreate(current, location, out var target)
            && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps)
            ? WireAddress.Clean(target)
            : null;
    }

    // Header bytes arrive as Latin-1 characters; servers that do not escape an address send it as UTF-8.
    private static string Decoded(string location)
    {
        if (location.All(character => character < '\x80') || location.Any(character => character > '\xff')) return location;
        try
        {
            return new UTF8Encoding(false, true).GetString(location.Select(character => (byte)character).ToArray());
        }
        catch (ArgumentException)
        {
            // Not UTF-8 after all: Latin-1 it is.
            return location;
        }
    }
}
