using System;
using CalDavSync.Errors;

namespace CalDavSync.Http;

/// <summary>Recognises a port that speaks https and was asked by http.</summary>
internal static class PlainToSecure
{
    // What nginx, Apache and others say to a plain request.
    private static readonly string[] Complaints = { "plain HTTP request was sent to HTTPS port", "plain HTTP to an SSL-enabled", "HTTP request to an HTTPS server" };

    /// <summary>The server says so itself.</summary>
    public static bool IsComplaint(Uri address, CalDavException answer)
    {
        foreach (var complaint in Complaints)
        {
            if (address.Scheme == "http" && answer.ResponseExcerpt?.IndexOf(complaint, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return false;
    }

    public static ConnectionFailedException Error(Uri address, Exception cause) =>
        new($"{address.Host}:{address.Port} speaks https and was asked by http: use {Secure(address)}", cause) { Uri = address };

    /// <summary>The same address with https.</summary>
    public static string Secure(Uri address) => "https" + address.AbsoluteUri.Substring(address.Scheme.Length);
}
