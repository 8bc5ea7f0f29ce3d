using System.Collections.Generic;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part A of the quirks: a token the server does not know, in all its shapes.</summary>
public class RejectedTokenTests
{
    private const string SabreError =
        "<d:error xmlns:d=\"DAV:\" xmlns:s=\"http://sabredav.org/ns\"><s:exception>Sabre\\DAV\\Exception\\InvalidSyncToken</s:exception>"
        + "<s:message>Invalid or unknown sync token</s:message><d:valid-sync-token/></d:error>";

    private static readonly Dictionary<string, WireResponse> Shapes = new()
    {
        ["Q01 sabre"] = Dav.Xml(403, SabreError),
        ["Q02 Radicale 3"] = Dav.Xml(403, "<error xmlns=\"DAV:\"><valid-sync-token /></error>"),
        ["Q02 Radicale, older"] = Dav.Xml(409, "<error xmlns=\"DAV:\"><valid-sync-token /></error>"),
        ["Q03 Xandikos"] = Dav.Error(412, "valid-sync-token"),
        ["Q03 Xandikos, inside a 207"] = Dav.Multistatus(null, Dav.Status("http%3A//127.0.0.1%3A5233/dav/alice/work/", "HTTP/1.1 412 Precondition Failed", "<D:error><D:valid-sync-token/></D:error>")),
        ["Q03 Xandikos 0.2.8"] = WireResponse.Of(500, "500 Internal Server Error\n\nServer got itself in trouble", ("Content-Type", "text/plain")),
        ["Q04 Bedework"] = WireResponse.Of(412),
        ["Q04 Bedework, unknown collection"] = WireResponse.Of(404),
        ["Q05 tine20"] = Dav.Xml(400, "<d:error xmlns:d=\"DAV:\" xmlns:s=\"http://sabredav.org/ns\"><s:message>Invalid or unknown sync token</s:message></d:error>"),
        ["Q06 tine20"] = WireResponse.Of(500, "<html>boom</html>", ("Content-Type", "text/html")),
        ["Q07 fruux"] = Dav.Xml(415, "<d:error xmlns:d=\"DAV:\"><d:supported-report/></d:error>"),
        ["Q08 CCS"] = WireResponse.Of(500),
        ["Q09 Cyrus, stale"] = Dav.Xml(403, "<D:error xmlns:D=\"DAV:\"><D:valid-sync-token/><D:responsedescription>Stale sync-token</D:responsedescription></D:error>"),
        ["SOGo's namespace"] = Dav.Xml(403, "<D:error xmlns:D=\"DAV\"><D:valid-sync-token/></D:error>"),
        ["410"] = WireResponse.Of(410),
        ["400 with the precondition"] = Dav.Error(400, "valid-sync-token"),
        ["507 with the precondition"] = Dav.Error(507, "valid-sync-token"),
        ["nonsense"] = WireResponse.Of(200, "<html><body>Welcome</body></html>", ("Content-Type", "text/html")),
        ["an empty 207"] = WireResponse.Of(207),
    };

    public static TheoryData<string> Names() => new(Shapes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Q01_to_Q09_bring_exactly_the_real_differences(string shape)
    {
        await using var scene = new Scene("a", "b", "c", "d");
        await scene.Run("+a +b +c +d", requests: 1);
        scene.Server.Put("b", "e");
        scene.Server.Delete("c");
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Shapes[shape]);

        CalDavSyncToken token = await scene.Run("~b +e -c", atMost: 8);

        Assert.Equal(CalDavSyncMode.Resync, token.Mode);
        Assert.Equal(scene.Server.CurrentToken, token.SyncToken);
        Assert.Single(scene.Log.Warnings);
        scene.Server.Heal();
        await scene.Run("", requests: 1);
        scene.Server.Delete("a");
        await scene.Run("-a", requests: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Q01_to_Q09_are_a_clear_error_without_memory(string shape)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b", requests: 1);
        string? token = scene.Wishes.SyncToken;
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, question => question.Token is null ? null : Shapes[shape]);

        await scene.Fails<SyncTokenRejectedException>();

        Assert.Empty(scene.Observer.Records);
        scene.Server.Heal();
        Assert.Equal(token, scene.Wishes.SyncToken);
        await scene.Run("~c", requests: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Q32_every_token_refused_for_ever_degrades_to_a_listing(string shape)
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c", requests: 1);
        scene.Server.Put("b");
        scene.Server.Delete("c");
        scene.Server.On(Ask.Sync, Shapes[shape]);
        await scene.Run("~b -c", atMost: 8);
        await scene.Run("", atMost: 4);
        scene.Server.Put("d");
        scene.Server.Delete("a");
        await scene.Run("+d -a", atMost: 5);
        scene.Server.Heal();
        scene.Clock.Advance(System.TimeSpan.FromDays(8));
        await scene.Run("", atMost: 4);
        scene.Server.Put("e");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+e", requests: 1)).Strategy);
    }

    [Fact]
    public async Task Q06_a_server_that_fails_at_reports_keeps_the_token_for_better_days()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, WireResponse.Of(500));
        await scene.Run("+c", atMost: 6);
        scene.Server.Delete("a");
        await scene.Run("-a", atMost: 6);

        scene.Server.Heal();
        scene.Server.Put("d");
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+d", atMost: 3)).Strategy);
    }

    [Fact]
    public async Task Q08_a_server_that_fails_once_is_asked_once_more()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("b");
        scene.Server.Delete("a");
        int failures = 0;
        scene.Server.On(Ask.Sync, question => failures++ == 0 ? WireResponse.Of(500) : null);
        CalDavSyncToken token = await scene.Run("~b -a", requests: 2);
        Assert.Equal(CalDavSyncMode.Incremental, token.Mode);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task Q09_an_empty_token_is_sent_as_an_empty_element()
    {
        await using var scene = new Scene("a");
        scene.Server.On(Ask.Sync, question => question.Request.Text.Contains("<D:sync-token/>") ? null : Dav.Error(403, "valid-sync-token"));
        await scene.Run("+a", requests: 1);
    }

    [Fact]
    public async Task Q09_a_server_that_refuses_the_empty_token_is_listed()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, Dav.Error(403, "valid-sync-token"));
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+a +b", requests: 3)).Strategy);
        await scene.Run("", requests: 1);
        scene.Server.Put("b");
        await scene.Run("~b", requests: 2);
    }

    [Theory]
    [InlineData("<html>rate limit: usageLimits exceeded, domain usageLimits</html>")]
    [InlineData("{\"error\":{\"errors\":[{\"domain\":\"usageLimits\",\"reason\":\"rateLimitExceeded\"}]}}")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><D:error xmlns:D=\"DAV:\"/>")]
    [InlineData("Calendar usage limits exceeded.")]
    [InlineData("<D:error xmlns:D=\"DAV:\">Daily Limit Exceeded</D:error>")]
    [InlineData("Rate Limit Exceeded")]
    public async Task Q16_Q125_a_rate_limit_is_not_a_rejected_token(string body)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, WireResponse.Of(403, body));

        await scene.Fails<ServerBusyException>();

        Assert.All(scene.Requests, question => Assert.Equal(Ask.Sync, question.Kind));
        Assert.All(scene.Requests, question => Assert.NotNull(question.Token));
        scene.Server.Heal();
        await scene.Run("+c", requests: 1);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><D:error xmlns:D=\"DAV:\"/>")]
    [InlineData("{\"error\":{\"errors\":[{\"domain\":\"usageLimits\",\"reason\":\"rateLimitExceeded\"}]}}")]
    public async Task Q125_a_rate_limit_as_a_500_is_waited_for_and_keeps_the_token(string body)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        int busy = 2;
        scene.Server.On(Ask.Sync, _ => busy-- > 0 ? WireResponse.Of(500, body) : null);
        await scene.Run("+c", requests: 3);
        Assert.Equal(2, scene.Clock.Delays.Count);
        Assert.All(scene.Requests, question => Assert.NotNull(question.Token));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Q125_Q126_Q127_a_busy_server_keeps_the_token(int status)
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("b");
        int busy = 2;
        scene.Server.On(Ask.Sync, _ => busy-- > 0 ? WireResponse.Of(status, "", ("Retry-After", "7")) : null);
        await scene.Run("+b", requests: 3);
        scene.Server.Put("c");
        scene.Server.On(Ask.Sync, WireResponse.Of(status));
        await scene.Fails<ServerBusyException>();
        scene.Server.Heal();
        await scene.Run("+c", requests: 1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Q140_other_failures_are_not_taken_for_deletions(int status)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        foreach (Ask kind in System.Enum.GetValues<Ask>()) scene.Server.On(kind, WireResponse.Of(status));
        if (status == 401) await scene.Fails<NotAuthenticatedException>();
        else
        {
            // One series of retries, then one try for each other way to changes; the next calendar and the next run start from there.
            await scene.Fails<ServerFailureException>(atMost: 10);
            await scene.Fails<ServerFailureException>(atMost: 6);
        }

        scene.Server.Heal();
        scene.Server.Put("c");
        await scene.Run("+c", requests: 1);
    }
}
