using System;
using System.Text;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Security;

/// <summary>Lets the one user in.</summary>
internal sealed class Authenticator
{
    private readonly SandboxAuthentication _kind;
    private readonly string _expected;
    private readonly DigestAuthentication _digest;

    public Authenticator(SandboxAuthentication kind, string userName, string password)
    {
        _kind = kind;
        _expected = kind == SandboxAuthentication.Bearer
            ? "Bearer " + password
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(userName + ":" + password));
        _digest = new DigestAuthentication(userName, password);
    }

    /// <summary>The 401 answer, or null when the request is signed in.</summary>
    public HttpResponse? Challenge(HttpRequest request)
    {
        if (_kind == SandboxAuthentication.None) return null;
        string? header = request.Headers["Authorization"];
        if (_kind == SandboxAuthentication.Digest)
        {
            DigestVerdict verdict = _digest.Check(request.Method, header);
            return verdict == DigestVerdict.Accepted ? null : Unauthorized(_digest.NewChallenge(stale: verdict == DigestVerdict.Stale));
        }

        if (header is not null && SameScheme(header) && header.Substring(header.IndexOf(' ') + 1).Trim() == _expected.Substring(_expected.IndexOf(' ') + 1)) return null;
        return Unauthorized(_kind == SandboxAuthentication.Bearer ? "Bearer realm=\"CalDAV sandbox\"" : "Basic realm=\"CalDAV sandbox\", charset=\"UTF-8\"");
    }

    private bool SameScheme(string header)
    {
        int space = _expected.IndexOf(' ') + 1;
        return header.Length > space && string.Compare(header, 0, _expected, 0, space, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private static HttpResponse Unauthorized(string challenge)
    {
        HttpResponse response = HttpResponse.Text(401, "Please sign in.\n");
        response.Headers.Add("WWW-Authenticate", challenge);
        return response;
    }
}
