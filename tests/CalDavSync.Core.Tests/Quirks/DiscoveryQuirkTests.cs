using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part H of the quirks: finding calendars and reading what is said of them.</summary>
public class DiscoveryQuirkTests
{
    private const string Calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>";

    [Fact]
    public async Task Q143_without_a_principal_the_given_address_is_the_home()
    {
        IReadOnlyList<CalDavCalendar> calendars = await Find("/dav/alice/", request => request.Header("Depth") == "0"
            ? Dav.Multistatus(null, Dav.Props("/dav/alice/", "<D:resourcetype><D:collection/></D:resourcetype>"))
            : Dav.Multistatus(null, Dav.Props("/dav/alice/work/", Calendar)));
        Assert.Equal("work", Assert.Single(calendars).Name);
    }

    [Fact]
    public async Task A_home_that_is_named_wins_over_a_root_that_is_only_a_collection()
    {
        IReadOnlyList<CalDavCalendar> calendars = await Find("/", request => request.Target switch
        {
            "/.well-known/caldav" => WireResponse.Of(301, "", ("Location", "/dav/")),
            "/dav/" => Dav.Multistatus(null, Dav.Props("/dav/", "<C:calendar-home-set><D:href>/dav/alice/</D:href></C:calendar-home-set>")),
            "/dav/alice/" => Dav.Multistatus(null, Dav.Props("/dav/alice/work/", Calendar)),
            _ => Dav.Multistatus(null, Dav.Props("/", "<D:resourcetype><D:collection/></D:resourcetype>")),
        });
        Assert.Equal("work", Assert.Single(calendars).Name);
    }

    [Fact]
    public async Task A_principal_that_cannot_be_read_leaves_the_given_address()
    {
        IReadOnlyList<CalDavCalendar> calendars = await Find("/dav/alice/", request => request.Target switch
        {
            "/principals/alice/" => WireResponse.Of(403, ""),
            _ when request.Header("Depth") == "1" => Dav.Multistatus(null, Dav.Props("/dav/alice/work/", Calendar)),
            _ => Dav.Multistatus(null, Dav.Props(
                "/dav/alice/",
                "<D:resourcetype><D:collection/></D:resourcetype><D:current-user-principal><D:href>/principals/alice/</D:href></D:current-user-principal>")),
        });
        Assert.Equal("work", Assert.Single(calendars).Name);
    }

    [Fact]
    public async Task Q144_Q149_missing_sets_mean_everything()
    {
        CalDavCalendar calendar = Assert.Single(await FindHome(Dav.Props("/dav/alice/work/", Calendar)));
        Assert.Empty(calendar.Components);
        Assert.Empty(calendar.Reports);
        Assert.Equal("work", calendar.DisplayName);
    }

    [Fact]
    public async Task Q145_Q146_only_calendars_are_listed()
    {
        IReadOnlyList<CalDavCalendar> calendars = await FindHome(
            Dav.Props("/dav/alice/", "<D:resourcetype><D:collection/></D:resourcetype>"),
            Dav.Props("/dav/alice/inbox/", "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>"),
            Dav.Props("/dav/alice/outbox/", "<D:resourcetype><D:collection/><C:schedule-outbox/></D:resourcetype>"),
            Dav.Props("/dav/alice/notification/", "<D:resourcetype><D:collection/><CS:notification/></D:resourcetype>"),
            Dav.Props("/dav/alice/calendar-proxy-read/", "<D:resourcetype><D:principal/></D:resourcetype>"),
            Dav.Props("/dav/alice/personal.ics", "<D:resourcetype/>"),
            Dav.Status("/dav/alice/broken/", "HTTP/1.1 500 Oops"),
            Dav.Gone("/dav/alice/gone/"),
            Dav.Props("/dav/alice/work/", Calendar));
        Assert.Equal(["work"], calendars.Select(calendar => calendar.Name));
    }

    [Fact]
    public async Task A_home_that_cannot_be_read_costs_no_calendar_of_the_others()
    {
        IReadOnlyList<CalDavCalendar> calendars = await Find("/dav/alice/", request => request.Target switch
        {
            "/dav/shared/" => WireResponse.Of(404),
            _ when request.Header("Depth") == "1" => Dav.Multistatus(null, Dav.Props("/dav/alice/work/", Calendar)),
            _ => Dav.Multistatus(null, Dav.Props(
                "/dav/alice/",
                "<D:resourcetype><D:collection/></D:resourcetype><C:calendar-home-set><D:href>/dav/shared/</D:href><D:href>/dav/alice/</D:href></C:calendar-home-set>")),
        });
        Assert.Equal("work", Assert.Single(calendars).Name);
    }

    [Fact]
    public async Task Q147_subscribed_calendars_are_marked()
    {
        CalDavCalendar calendar = Assert.Single(await FindHome(
            Dav.Props("/dav/alice/feed/", "<D:resourcetype><D:collection/><CS:subscribed/></D:resourcetype><CS:source><D:href>https://feed.example/x.ics</D:href></CS:source>")));
        Assert.True(calendar.IsSubscribed);
    }

    [Theory]
    [InlineData("<D:supported-report><D:sync-collection/></D:supported-report>")]
    [InlineData("<D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>")]
    public async Task Rule_13_the_report_element_may_be_missing(string report)
    {
        CalDavCalendar calendar = Assert.Single(await FindHome(
            Dav.Props("/dav/alice/work/", Calendar + $"<D:supported-report-set>{report}</D:supported-report-set>")));
        Assert.True(calendar.SupportsSync);
    }

    [Fact]
    public async Task Q55_Q81_empty_values_and_missing_slashes_spoil_nothing()
    {
        CalDavCalendar calendar = Assert.Single(await FindHome(
            "<D:response><D:href>/dav/alice/work</D:href><D:propstat><D:prop>" + Calendar + "<D:displayname>Work</D:displayname></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
            + "<D:propstat><D:prop><D:displayname/><CS:getctag/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>",
            Dav.Props("/dav/alice/work/", Calendar)));
        Assert.Equal(("Work", null, "/dav/alice/work/"), (calendar.DisplayName, calendar.CTag, calendar.Uri.AbsolutePath));
    }

    [Theory]
    [InlineData("DAV", "1, 2, 3, calendar-access, addressbook, extended-mkcol", "Radicale", "CalendarAccess ExtendedMkcol")]
    [InlineData("X-Sabre-Version", "4.3.1", "SabreDAV", "")]
    [InlineData("X-DAViCal-Version", "DAViCal/1.1.12; DB/1.3.5", "DAViCal", "")]
    public async Task What_the_answers_of_discovery_say_of_the_server_is_known_right_after_connecting(string header, string value, string profile, string features)
    {
        // The first answer says nothing; that of the principal does.
        await using var server = new ScriptedServer(request => request.Target == "/"
            ? Dav.Multistatus(null, Dav.Props("/", "<D:resourcetype><D:collection/></D:resourcetype><D:current-user-principal><D:href>/dav/alice/</D:href></D:current-user-principal>"))
            : Answer(request).With(header, value));
        using CalDavClient client = await CalDavClient.ConnectAsync(
            new ConnectRequest(server.Uri.AbsoluteUri, new TransportOptions()), new RequestContext(new RecordingLog()), new FakeClock(), CancellationToken.None);
        Assert.Equal((profile, features), (client.Connection.ServerProfile, string.Join(" ", client.Connection.Features)));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Q138_Q139_OPTIONS_is_never_asked()
    {
        var methods = new List<string>();
        await Find("/dav/alice/", request =>
        {
            lock (methods) methods.Add(request.Method);
            return Answer(request, Dav.Props("/dav/alice/work/", Calendar));
        });
        Assert.DoesNotContain("OPTIONS", methods);
    }

    [Fact]
    public async Task Q150_a_collection_tag_that_appears_later_is_used()
    {
        await using var scene = new Scene("a");
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.CTag = _ => null;
        await scene.Run("+a", requests: 2);
        await scene.Run("", requests: 2);
        scene.Server.CTag = revision => $"late-{revision}";
        await scene.Run("", requests: 2);
        await scene.Run("", requests: 1);
        scene.Server.Put("a");
        await scene.Run("~a", requests: 2);
    }

    private static Task<IReadOnlyList<CalDavCalendar>> FindHome(params string[] rows) => Find("/dav/alice/", request => Answer(request, rows));

    private static WireResponse Answer(WireRequest request, params string[] rows) => request.Header("Depth") == "0"
        ? Dav.Multistatus(null, Dav.Props(
            "/dav/alice/",
            "<D:resourcetype><D:collection/></D:resourcetype><D:current-user-principal><D:href>/dav/alice/</D:href></D:current-user-principal><C:calendar-home-set><D:href>/dav/alice/</D:href></C:calendar-home-set>"))
        : Dav.Multistatus(null, rows);

    private static async Task<IReadOnlyList<CalDavCalendar>> Find(string path, Func<WireRequest, WireResponse> handler)
    {
        await using var server = new ScriptedServer(handler);
        var context = new RequestContext(new RecordingLog());
        using CalDavClient client = await CalDavClient.ConnectAsync(
            new ConnectRequest(server.At(path).AbsoluteUri, new TransportOptions()), context, new FakeClock(), CancellationToken.None);
        return await client.ListCalendarsAsync(context, CancellationToken.None);
    }
}
