using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Http;

/// <summary>
/// Signs requests: Basic ahead of any challenge, so that no request pays a 401 round trip; Digest once a server offers nothing else, or
/// offers it and refused Basic; a bearer token as it is. Credentials go to trusted origins only.
/// </summary>
internal sealed class Authenticator : IDisposable
{
    private readonly TransportOptions _options;
    private readonly TrustedOrigins _trusted;
    private readonly string? _fixed;
    private readonly SemaphoreSlim _firstTurn = new(1, 1);
    private readonly object _gate = new();
    private readonly IDisposable _hidden;
    private DigestSession? _digest;
    private volatile bool _settled;
    private volatile bool _basicAccepted;
    private volatile bool _digestAccepted;

    /// <param name="options">With the credentials.</param>
    /// <param name="trusted">Where they may go.</param>
    /// <param name="authorization">An Authorization header the user gave; it wins over the credentials.</param>
    public Authenticator(TransportOptions options, TrustedOrigins trusted, string? authorization)
    {
        _options = options;
        _trusted = trusted;
        _fixed = authorization ?? options.Authentication switch
        {
            AuthenticationScheme.Password => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{Plain(options.Password)}")),
            AuthenticationScheme.Bearer => "Bearer " + Plain(options.Token),
            _ => null,
        };
        CanDigest = authorization == null && options.Authentication == AuthenticationScheme.Password;
        _settled = !CanDigest;
        string credentials = _fixed ?? string.Empty;
        _hidden = KnownSecrets.Hide(credentials.Substring(credentials.IndexOf(' ') + 1), Plain(options.Password));
    }

    /// <summary>True once the server wanted Digest in place of Basic.</summary>
    public bool UsesDigest => Volatile.Read(ref _digest) != null;

    private bool CanDigest { get; }

    private bool HasCredentials => _fixed != null || _options.Authentication == AuthenticationScheme.Integrated;

    /// <summary>Refuses to send anything that would need credentials over a channel others can read.</summary>
    /// <exception cref="UnencryptedAuthenticationException">Plain http to another machine, and not allowed by the user.</exception>
    public void RequirePrivateChannel(Exchange exchange)
    {
        if (!HasCredentials || !_trusted.Contains(exchange.Address)) return;
        if (_options.AllowUnencryptedAuthentication || TrustedOrigins.IsPrivate(exchange.Address)) return;
        throw exchange.Describe(new UnencryptedAuthenticationException(
            $"Signing in to {exchange.Address.Host} over plain http would show the credentials to everybody on the way; nothing was sent. " +
            "Use https, or allow it knowingly with -AllowUnencryptedAuthentication."));
    }

    /// <summary>
    /// Lets only one request go until it is known how the server wants to be signed in to, so that several at once do not all run into the
    /// same 401 (Q133). Null once that is known; otherwise to be disposed after the answer's headers.
    /// </summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        if (_settled) return null;
        await _firstTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_settled) return new Turn(_firstTurn);
        _firstTurn.Release();
        return null;
    }

    /// <summary>Adds the Authorization header where credentials may go. The result is to be handed to the other methods.</summary>
    public DigestSession? Sign(HttpRequestMessage request, Uri address)
    {
        if (_fixed == null || !_trusted.Contains(address)) return null;
        var digest = Volatile.Read(ref _digest);
        var value = digest == null ? _fixed : digest.Authorize(request.Method.Method, request.RequestUri!.PathAndQuery);
        request.Headers.TryAddWithoutValidation("Authorization", value);
        return digest;
    }

    /// <summary>Notes that the server took the credentials, and the nonce it wants next.</summary>
    public void Accepted(DigestSession? used, HttpResponseMessage response)
    {
        if (!CanDigest) return;
        _settled = true;
        if (used == null)
        {
            _basicAccepted = true;
            return;
        }

        used.Accept();
        _digestAccepted = true;
        if (!response.Headers.TryGetValues("Authentication-Info", out var info)) return;
        if (AuthenticationChallenge.ParseParameters(info)["nextnonce"] is not { Length: > 0 } next || next == used.Nonce) return;
        lock (_gate)
        {
            if (ReferenceEquals(_digest, used)) _digest = used.With(next);
        }
    }

    /// <summary>True when the request is worth sending again, signed anew, after this 401.</summary>
    public bool CanAnswer(DigestSession? used, HttpResponseMessage response, Exchange exchange)
    {
        if (!CanDigest || !_trusted.Contains(exchange.Address)) return false;
        var challenges = Challenges(response);
        lock (_gate)
        {
            if (_digest != null && !ReferenceEquals(_digest, used)) return true;
            var best = Best(challenges);
            if (best == null) return false;
            if (used == null)
            {
                // Basic worked elsewhere on this server and is offered here too: the refusal is about this resource.
                if (_basicAccepted && challenges.Exists(challenge => challenge.Is("Basic"))) return false;
                exchange.Context.Log.Verbose($"{exchange.Address.Host} wants a Digest sign-in.");
            }
            else if (!IsStale(used, best))
            {
                if (!used.WasAccepted) _digest = null;
                return false;
            }

            _digest = DigestSession.TryStart(best, _options.UserName ?? "", Plain(_options.Password));
            return _digest != null;
        }
    }

    /// <summary>The server says that the nonce alone is at fault (RFC 7616 section 3.3), and has taken the password before.</summary>
    public bool IsOnlyStale(HttpResponseMessage response) => _digestAccepted && Best(Challenges(response)) is { } best && SaysStale(best);

    public NotAuthenticatedException Refusal(Exchange exchange, HttpResponseMessage response, string? excerpt)
    {
        var host = exchange.Address.Host;
        var message = !_trusted.Contains(exchange.Address)
            ? $"{host} asks for a sign-in, but credentials only go to {WireAddress.Server(_trusted.Origin)}, for which they were given. Connect to {host} itself."
            : _options.Authentication switch
            {
                _ when _fixed != null && _options.Authentication != AuthenticationScheme.Bearer && !CanDigest =>
                    $"{host} did not accept the Authorization header given with -Headers.",
                AuthenticationScheme.Password when WantsToken(response) =>
                    $"{host} did not accept the user name '{_options.UserName}' with a password: it takes access tokens (OAuth) alone. Sign in with -Token.",
                AuthenticationScheme.Password when Unanswerable(response) is { } offered =>
                    $"{host} offers no sign-in with a password that this client can answer: {offered}. The password was not judged.",
                AuthenticationScheme.Password => $"{host} did not accept the user name '{_options.UserName}' with the password given. Check both, and whether the server wants an app password.",
                AuthenticationScheme.Bearer => $"{host} did not accept the token given. It may have expired.",
                AuthenticationScheme.Integrated => $"{host} did not accept the identity of this process.",
                _ => $"{host} asks for a sign-in and none was given. Use -Credential or -Token.",
            };
        return exchange.Describe(new NotAuthenticatedException(message), excerpt);
    }

    public void Dispose()
    {
        _firstTurn.Dispose();
        _hidden.Dispose();
    }

    private static bool IsStale(DigestSession used, AuthenticationChallenge challenge) =>
        SaysStale(challenge) || (used.WasAccepted && challenge["nonce"] != used.Nonce);

    private static bool SaysStale(AuthenticationChallenge challenge) => string.Equals(challenge["stale"], "true", StringComparison.OrdinalIgnoreCase);

    private static List<AuthenticationChallenge> Challenges(HttpResponseMessage response) =>
        response.Headers.TryGetValues("WWW-Authenticate", out var values) ? AuthenticationChallenge.Parse(values) : [];

    private static bool WantsToken(HttpResponseMessage response)
    {
        List<AuthenticationChallenge> challenges = Challenges(response);
        return challenges.Count > 0 && challenges.TrueForAll(challenge => challenge.Is("Bearer"));
    }

    // What the server offers, where there is no Basic among it and no Digest of a kind that is known; null otherwise.
    private static string? Unanswerable(HttpResponseMessage response)
    {
        List<AuthenticationChallenge> challenges = Challenges(response);
        bool isKnown = challenges.Exists(challenge => (challenge.Is("Digest") && challenge["nonce"] != null) || challenge.Is("Negotiate") || challenge.Is("NTLM"));
        if (!isKnown || challenges.Exists(challenge => challenge.Is("Basic")) || Best(challenges) != null) return null;
        return Excerpt.Of(string.Join(", ", challenges.ConvertAll(challenge =>
            challenge.Is("Digest") ? $"Digest (qop {challenge["qop"] ?? "none"}, algorithm {challenge["algorithm"] ?? "MD5"})" : challenge.Scheme)));
    }

    private static AuthenticationChallenge? Best(List<AuthenticationChallenge> challenges)
    {
        AuthenticationChallenge? best = null;
        foreach (var challenge in challenges)
        {
            if (DigestSession.Rank(challenge) > (best == null ? 0 : DigestSession.Rank(best))) best = challenge;
        }

        return best;
    }

    private static string Plain(SecureString? secret)
    {
        if (secret == null) return "";
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    private sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _semaphore;

        public Turn(SemaphoreSlim semaphore) => _semaphore = semaphore;

        public void Dispose() => _semaphore.Release();
    }
}
