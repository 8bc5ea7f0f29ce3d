using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class SignInTests : TransportTest
{
    private static bool IsBasic(WireRequest request) => request.Header("Authorization")?.StartsWith("Basic ", StringComparison.Ordinal) == true;

    [Fact]
    public async Task Basic_goes_ahead_of_any_challenge_and_in_utf8()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(200));
        using var transport = Transport(server, SignedIn("jürgen", "pä:ß"));

        await GetAsync(transport, server.Uri);

        var header = Assert.Single(server.Requests).Header("Authorization")!;
        Assert.Equal("jürgen:pä:ß", Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])));
    }

    [Theory]
    [InlineData("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"", "Digest (qop auth-int, algorithm MD5)")]
    [InlineData("Negotiate, Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"", "Negotiate, Digest (qop auth, algorithm SHA-512-256)")]
    public async Task A_sign_in_that_cannot_be_answered_is_no_wrong_password(string challenge, string named)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(401, "", ("WWW-Authenticate", challenge)));
        using var transport = Transport(server, SignedIn());

        NotAuthenticatedException refused = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("did not accept", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MD5", "auth")]
    [InlineData("MD5", null)]
    [InlineData("", "auth,auth-int")]
    [InlineData("", null)]
    [InlineData("md5-sess", "auth")]
    [InlineData("SHA-256", "auth-int, auth")]
    [InlineData("SHA-256-sess", "auth")]
    public async Task Digest_costs_one_refusal_for_the_whole_connection(string algorithm, string? qop)
    {
        var digest = new DigestServer { Algorithm = algorithm, Qop = qop };
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse());
        using var transport = Transport(server, SignedIn());

        for (var i = 0; i < 5; i++)
        {
            var call = new HttpCall("REPORT", server.At($"cal%41/?a=b,c{i}")) { Body = "<x/>"u8.ToArray() };
            Assert.Equal(207, (await ExchangeAsync(transport, call)).Status);
        }

        Assert.Equal(6, server.Requests.Count);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Q133_parallel_first_requests_pay_one_refusal_together()
    {
        var digest = new DigestServer();
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse());
        using var transport = Transport(server, SignedIn());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => GetAsync(transport, server.At($"{number}"))));

        Assert.All(answers, answer => Assert.Equal(207, answer.Status));
        Assert.Equal(21, server.Requests.Count);
    }

    [Fact]
    public async Task The_better_of_several_challenges_is_answered()
    {
        var digest = new DigestServer { Algorithm = "SHA-256" };
        await using var server = new ScriptedServer(request => digest.Accepts(request)
            ? WireResponse.Of(207)
            : WireResponse.Of(
                401,
                "",
                ("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\", Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""),
                ("WWW-Authenticate", $"Negotiate, Digest realm=\"r\", nonce=\"n\", algorithm=MD5, qop=\"auth\", {digest.Challenge}")));
        using var transport = Transport(server, SignedIn());

        Assert.Equal(207, (await GetAsync(transport, server.Uri)).Status);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_takes_tokens_alone_is_told_apart_from_a_wrong_password()
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(401, "", ("WWW-Authenticate", "Bearer realm=\"accounts\", scope=\"calendar\"")));
        using var transport = Transport(server, SignedIn());
        var refused = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.Uri));
        Assert.EndsWith("it takes access tokens (OAuth) alone. Sign in with -Token.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(", stale=true")]
    [InlineData("")]
    public async Task A_nonce_that_grew_old_is_renewed_by_all_at_once(string more)
    {
        var digest = new DigestServer { More = more };
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse());
        using var transport = Transport(server, SignedIn());
        await GetAsync(transport, server.Uri);

        digest.Nonce = "nonce-2";
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => GetAsync(transport, server.At($"{number}"))));

        Assert.All(answers, answer => Assert.Equal(207, answer.Status));
        Assert.InRange(server.Requests.Count, 13, 22);
    }

    [Fact]
    public async Task Nonces_that_are_good_for_one_request_serve_several_at_once()
    {
        var digest = new DigestServer { More = ", stale=true" };
        var unused = new HashSet<string>();
        await using var server = new ScriptedServer(request =>
        {
            lock (digest)
            {
                digest.Nonce = DigestServer.Field(request.Header("Authorization") ?? "", "nonce");
                if (unused.Remove(digest.Nonce) && digest.Accepts(request)) return WireResponse.Of(207);
                digest.Nonce = $"nonce-{request.GetHashCode()}";
                unused.Add(digest.Nonce);
                return digest.Refuse();
            }
        });
        using var transport = Transport(server, SignedIn());
        await GetAsync(transport, server.Uri);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => GetAsync(transport, server.At($"{number}"))));

        Assert.All(answers, answer => Assert.Equal(207, answer.Status));
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("MD5-sess")]
    public async Task The_next_nonce_is_used_without_a_refusal(string algorithm)
    {
        var digest = new DigestServer { Algorithm = algorithm };
        await using var server = new ScriptedServer(request =>
        {
            if (!digest.Accepts(request)) return digest.Refuse();
            digest.Nonce += "x";
            return WireResponse.Of(207, "", ("Authentication-Info", $"nextnonce=\"{digest.Nonce}\", qop=auth"));
        });
        using var transport = Transport(server, SignedIn());

        for (var i = 0; i < 4; i++) await GetAsync(transport, server.Uri);

        Assert.Equal(5, server.Requests.Count);
        Assert.EndsWith("nc=00000001", server.Requests[^1].Header("Authorization")![..server.Requests[^1].Header("Authorization")!.IndexOf(", cnonce", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_user_name_is_hashed_or_encoded_where_the_server_can_read_it()
    {
        var digest = new DigestServer { User = "jürgen", More = ", charset=UTF-8, userhash=true" };
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse());
        using var transport = Transport(server, SignedIn("jürgen"));
        var plain = new DigestServer { User = "jürgen" };
        await using var plainServer = new ScriptedServer(request => plain.Accepts(request) ? WireResponse.Of(207) : plain.Refuse());
        using var plainTransport = Transport(plainServer, SignedIn("jürgen"));

        await GetAsync(transport, server.Uri);
        await GetAsync(plainTransport, plainServer.Uri);

        Assert.Equal(digest.Hash($"jürgen:{digest.Realm}"), DigestServer.Field(server.Requests[1].Header("Authorization")!, "username"));
        Assert.Contains("username*=UTF-8''j%C3%BCrgen", plainServer.Requests[1].Header("Authorization")!);
    }

    [Fact]
    public async Task A_realm_outside_ASCII_goes_back_as_it_came()
    {
        var digest = new DigestServer { Realm = "Geschützter Bereich" };
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse());
        using var transport = Transport(server, SignedIn());

        Assert.Equal(207, (await GetAsync(transport, server.Uri)).Status);

        Assert.Contains("realm=\"GeschÃ¼tzter Bereich\"", server.Requests[1].Header("Authorization")!);
    }

    [Fact]
    public async Task Digest_is_tried_once_when_Basic_was_refused()
    {
        var digest = new DigestServer();
        await using var server = new ScriptedServer(request => digest.Accepts(request) ? WireResponse.Of(207) : digest.Refuse("Basic realm=\"x\""));
        using var transport = Transport(server, SignedIn());

        Assert.Equal(207, (await GetAsync(transport, server.Uri)).Status);

        Assert.True(IsBasic(server.Requests[0]));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_of_one_resource_does_not_unseat_Basic()
    {
        await using var server = new ScriptedServer(request =>
            request.Target == "/private" ? new DigestServer().Refuse("Basic realm=\"x\"") : WireResponse.Of(200));
        using var transport = Transport(server, SignedIn());
        await GetAsync(transport, server.Uri);

        await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.At("private")));
        await GetAsync(transport, server.Uri);

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.True(IsBasic(request)));
    }

    [Theory]
    [InlineData("Basic realm=\"x\"", 1)]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth\"", 2)]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", stale=true", 3)]
    [InlineData("Bearer", 1)]
    [InlineData("\"garbage, , = ", 1)]
    [InlineData(null, 1)]
    public async Task Q126_wrong_credentials_are_an_error_without_hammering(string? challenge, int requests)
    {
        await using var server = new ScriptedServer(_ =>
            challenge == null ? WireResponse.Of(401, "bad\u0000 luck") : WireResponse.Of(401, "bad luck", ("WWW-Authenticate", challenge)));
        using var transport = Transport(server, SignedIn(password: "looking-glass"));

        var error = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("'alice'", error.Message);
        Assert.Contains("127.0.0.1", error.Message);
        Assert.DoesNotContain("looking-glass", error + Log.Everything);
        Assert.Equal((401, "bad luck", "GET"), (error.StatusCode, error.ResponseExcerpt, error.Method));
        Assert.Equal(requests, server.Requests.Count);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task A_bearer_token_goes_with_each_request()
    {
        await using var server = new ScriptedServer(request => WireResponse.Of(request.Target == "/" ? 200 : 401));
        using var transport = Transport(server, new TransportOptions { Authentication = AuthenticationScheme.Bearer, Token = Secret.Of("abc") });

        await GetAsync(transport, server.Uri);
        var error = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.At("x")));

        Assert.All(server.Requests, request => Assert.Equal("Bearer abc", request.Header("Authorization")));
        Assert.Contains("token", error.Message);
        Assert.DoesNotContain("abc", error + Log.Everything);
    }

    [Fact]
    public async Task An_authorization_header_of_the_user_wins()
    {
        await using var server = new ScriptedServer(request => request.Target == "/" ? WireResponse.Of(200) : new DigestServer().Refuse());
        var options = new TransportOptions
        {
            Authentication = AuthenticationScheme.Password,
            UserName = "alice",
            Password = Secret.Of("x"),
            Headers = new Dictionary<string, string> { ["authorization"] = "Custom secret-value" },
        };
        using var transport = Transport(server, options);

        await GetAsync(transport, server.Uri);
        var error = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.At("x")));

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("Custom secret-value", request.Header("Authorization")));
        Assert.Contains("-Headers", error.Message);
        Assert.DoesNotContain("secret-value", error + Log.Everything);
    }

    [Fact]
    public async Task Without_credentials_a_challenge_says_how_to_give_some()
    {
        await using var server = new ScriptedServer(_ => new DigestServer().Refuse());
        using var transport = Transport(server);

        var error = await Assert.ThrowsAsync<NotAuthenticatedException>(() => GetAsync(transport, server.Uri));

        Assert.Contains("-Credential", error.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(AuthenticationScheme.Password)]
    [InlineData(AuthenticationScheme.Bearer)]
    [InlineData(AuthenticationScheme.Integrated)]
    public async Task Nothing_is_sent_where_others_could_read_the_credentials(object scheme)
    {
        using var handler = new CountingHandler();
        var origin = new Uri("http://dav.example.org/");
        var options = new TransportOptions { Authentication = (AuthenticationScheme)scheme, UserName = "a", Password = Secret.Of("b"), Token = Secret.Of("c") };
        using var transport = new HttpTransport(options, origin, Clock, handler);

        var error = await Assert.ThrowsAsync<UnencryptedAuthenticationException>(() => GetAsync(transport, origin));

        Assert.Contains("-AllowUnencryptedAuthentication", error.Message);
        Assert.Equal(0, handler.Count);
        Assert.Equal(0, Context.Requests);
    }

    [Theory]
    [InlineData("https://dav.example.org/", false)]
    [InlineData("http://dav.example.org/", true)]
    [InlineData("http://127.3.2.1/", false)]
    [InlineData("http://[::1]:8080/", false)]
    [InlineData("http://localhost:5232/", false)]
    public async Task Credentials_are_sent_over_channels_that_are_private_or_allowed(string address, bool allowed)
    {
        using var handler = new CountingHandler();
        var options = new TransportOptions { Authentication = AuthenticationScheme.Bearer, Token = Secret.Of("c"), AllowUnencryptedAuthentication = allowed };
        using var transport = new HttpTransport(options, new Uri(address), Clock, handler);

        await GetAsync(transport, new Uri(address));

        Assert.Equal("Bearer c", handler.LastAuthorization);
    }
}
