using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.CalDav.Collections;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.CalDav;

/// <summary>Making, changing and deleting calendars on servers that answer one thing and do another.</summary>
public class CollectionWireTests
{
    private const string Made =
        "<multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><response><href>/home/new/</href><propstat><prop><resourcetype><collection/><C:calendar/></resourcetype>"
        + "<displayname>New</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";

    private static readonly PropertyChange[] Named = { PropertyChange.Text(DavName.DisplayName, "New") };

    [Fact]
    public async Task Extended_mkcol_is_tried_where_mkcalendar_is_not_there()
    {
        bool made = false;
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "MKCALENDAR" => WireResponse.Of(501),
            "MKCOL" => Made201(out made),
            _ => made ? WireResponse.Of(207, Made) : WireResponse.Of(404),
        });
        CalDavCalendar calendar = await MakeAsync(server, Named);
        Assert.Equal("New", calendar.DisplayName);
        Assert.Equal("PROPFIND MKCALENDAR PROPFIND MKCOL PROPFIND", Methods(server));
        Assert.Contains("<C:calendar/>", server.Seen()[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_that_stand_in_the_way_are_set_afterwards()
    {
        bool made = false;
        var refused = new List<CalDavException>();
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "MKCALENDAR" when request.Text.Contains("calendar-color", StringComparison.Ordinal) => WireResponse.Of(403),
            "MKCALENDAR" => Made201(out made),
            "MKCOL" => WireResponse.Of(405),
            "PROPPATCH" => WireResponse.Of(207, Propstats(("A:calendar-color", 403))),
            _ => made ? WireResponse.Of(207, Made) : WireResponse.Of(404),
        });
        CalDavCalendar calendar = await MakeAsync(server, Named.Append(PropertyChange.Color("#102030")).ToArray(), refused.Add);
        Assert.Equal("New", calendar.DisplayName);
        Assert.Contains("calendar-color", Assert.Single(refused).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(207, "", 1)]
    [InlineData(207, "<html>", 1)]
    [InlineData(507, "", 1)]
    public async Task A_calendar_that_was_made_is_told_whatever_becomes_of_its_properties(int status, string answer, int errors)
    {
        bool made = false;
        var refused = new List<CalDavException>();
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "MKCALENDAR" => Made201(out made),
            "PROPPATCH" => WireResponse.Of(status, answer),
            _ => made ? WireResponse.Of(207, Made) : WireResponse.Of(404),
        });
        Assert.Equal("New", (await MakeAsync(server, Named.Append(PropertyChange.Color("#102030")).ToArray(), refused.Add)).DisplayName);
        Assert.Equal(errors, refused.Count);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(403)]
    public async Task A_calendar_that_is_there_is_found_out_whatever_the_status(int status)
    {
        await using var server = WireClient.Serve(request => request.Method == "MKCALENDAR" ? WireResponse.Of(status) : WireResponse.Of(207, Made));
        await Assert.ThrowsAsync<CalendarExistsException>(() => MakeAsync(server, Named));
        Assert.Equal("PROPFIND MKCALENDAR PROPFIND", Methods(server));
    }

    [Fact]
    public async Task A_refusal_inside_a_207_is_no_success()
    {
        const string Refused = "<multistatus xmlns=\"DAV:\"><response><href>/home/new/</href><status>HTTP/1.1 403 Forbidden</status><error><resource-must-be-null/></error></response></multistatus>";
        await using var server = WireClient.Serve(request => request.Method == "MKCALENDAR" ? WireResponse.Of(207, Refused) : WireResponse.Of(207, Made));
        await Assert.ThrowsAsync<CalendarExistsException>(() => MakeAsync(server, Named));
    }

    [Theory]
    [InlineData(405)]
    [InlineData(409)]
    public async Task A_name_that_is_taken_out_of_sight_is_taken(int status)
    {
        await using var server = WireClient.Serve(request => request.Method == "MKCALENDAR"
            ? WireResponse.Of(status, "<error xmlns=\"DAV:\"><resource-must-be-null/></error>")
            : WireResponse.Of(404));
        await Assert.ThrowsAsync<CalendarExistsException>(() => MakeAsync(server, Named));
        Assert.Equal("PROPFIND MKCALENDAR", Methods(server));
    }

    [Theory]
    [InlineData(403, typeof(AccessDeniedException))]
    [InlineData(400, typeof(RequestRefusedException))]
    public async Task A_whole_request_that_is_forbidden_is_no_matter_of_the_property(int status, Type kind)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(status));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        CalDavException refusal = Assert.Single(await new CalendarUpdate(client, context).RunAsync(calendar, Named, TestContext.Current.CancellationToken));
        Assert.IsType(kind, refusal);
        Assert.Contains("displayname", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_201_that_made_nothing_is_noticed()
    {
        await using var server = WireClient.Serve(request => WireResponse.Of(request.Method == "MKCALENDAR" ? 201 : 404));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => MakeAsync(server, Named));
    }

    [Fact]
    public async Task A_lost_connection_is_followed_by_a_look_and_a_second_try()
    {
        bool made = false;
        int tries = 0;
        await using var server = WireClient.Serve(request => request.Method != "MKCALENDAR" ? (made ? WireResponse.Of(207, Made) : WireResponse.Of(404))
            : ++tries == 1 ? WireResponse.Nothing() : Made201(out made));
        Assert.Equal("New", (await MakeAsync(server, Named)).DisplayName);
        Assert.Equal("PROPFIND MKCALENDAR PROPFIND MKCALENDAR PROPFIND", Methods(server));
    }

    [Fact]
    public async Task What_is_there_after_a_lost_connection_may_be_anybodys()
    {
        await using var server = WireClient.Serve(request => request.Method == "MKCALENDAR" ? WireResponse.Nothing() : WireResponse.Of(207, Made));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => MakeAsync(server, Named));
        Assert.Equal("PROPFIND MKCALENDAR PROPFIND", Methods(server));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_calendar_whose_answer_was_lost_is_found(int status)
    {
        bool made = false;
        await using var server = WireClient.Serve(request =>
        {
            if (request.Method != "MKCALENDAR") return made ? WireResponse.Of(207, Made) : WireResponse.Of(404);
            made = true;
            return status == 0 ? WireResponse.Nothing() : WireResponse.Of(status);
        });
        Assert.Equal("New", (await MakeAsync(server, Named)).DisplayName);
        Assert.Single(server.Seen(), request => request.Method == "MKCALENDAR");
    }

    [Theory]
    [InlineData(207, "<D:multistatus xmlns:D=\"DAV:\"/>")]
    [InlineData(207, "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/home/new/</D:href><D:propstat><D:prop/><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>")]
    [InlineData(200, "")]
    [InlineData(204, "")]
    public async Task What_a_server_does_not_confirm_is_read_back(int status, string answer)
    {
        await using var server = WireClient.Serve(request => request.Method == "PROPPATCH" ? WireResponse.Of(status, answer) : WireResponse.Of(207, Made));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        PropertyChange[] changes =
        [
            .. Named,
            PropertyChange.Color("#102030"),
            PropertyChange.Text(DavName.CalendarDescription, "About"),
            PropertyChange.Text(DavName.CalendarOrder, null),
            PropertyChange.Text(DavName.CalendarTimeZone, CalendarTimeZone.ToText("Europe/Berlin", 2026)),
        ];
        IReadOnlyList<CalDavException> refusals = await new CalendarUpdate(client, context).RunAsync(calendar, changes, TestContext.Current.CancellationToken);
        Assert.Equal(new[] { "calendar-color", "calendar-description", "calendar-timezone" }, refusals.Select(error => error.Message.Split(' ')[8]));
        Assert.Equal("PROPPATCH PROPFIND", Methods(server));
    }

    [Fact]
    public async Task What_a_refused_property_leaves_unsaid_is_sent_again()
    {
        await using var server = WireClient.Serve(request => WireResponse.Of(
            207, request.Text.Contains("calendar-color", StringComparison.Ordinal) ? Propstats(("A:calendar-color", 403)) : Propstats(("D:displayname", 200))));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        Assert.Single(await new CalendarUpdate(client, context).RunAsync(calendar, [Named[0], PropertyChange.Color("#102030")], TestContext.Current.CancellationToken));
        Assert.Equal("PROPPATCH PROPPATCH", Methods(server));
    }

    [Theory]
    [InlineData(503, typeof(ServerBusyException))]
    [InlineData(429, typeof(ServerBusyException))]
    [InlineData(501, typeof(RequestRefusedException))]
    public async Task A_calendar_is_not_deleted_twice(int status, Type kind)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(status, "", ("Retry-After", "1")));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        Exception error = await Assert.ThrowsAnyAsync<CalDavException>(() => new CalendarRemoval(client, context).RunAsync(calendar, TestContext.Current.CancellationToken));
        Assert.IsType(kind, error);
        Assert.Single(server.Seen());
    }

    [Fact]
    public async Task Properties_a_refused_one_drags_along_are_sent_again()
    {
        await using var server = WireClient.Serve(request => WireResponse.Of(
            207,
            request.Text.Contains("calendar-color", StringComparison.Ordinal) ? Propstats(("D:displayname", 424), ("A:calendar-color", 403)) : Propstats(("D:displayname", 200))));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        PropertyChange[] changes = { Named[0], PropertyChange.Color("#102030") };
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        CalDavException refusal = Assert.Single(await new CalendarUpdate(client, context).RunAsync(calendar, changes, TestContext.Current.CancellationToken));
        Assert.Contains("calendar-color", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Seen().Count);
        Assert.DoesNotContain("calendar-color", server.Seen()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_refused_as_a_whole_is_sent_property_by_property()
    {
        await using var server = WireClient.Serve(request => request.Text.Contains("calendar-color", StringComparison.Ordinal)
            ? WireResponse.Of(403)
            : WireResponse.Of(207, Propstats(("D:displayname", 200))));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        PropertyChange[] changes = { Named[0], PropertyChange.Color("#102030") };
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        CalDavException refusal = Assert.Single(await new CalendarUpdate(client, context).RunAsync(calendar, changes, TestContext.Current.CancellationToken));
        Assert.Contains("calendar-color", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("PROPPATCH PROPPATCH PROPPATCH", Methods(server));
    }

    [Theory]
    [InlineData(204, false, true)]
    [InlineData(202, false, true)]
    [InlineData(202, true, false)]
    [InlineData(404, false, true)]
    [InlineData(410, false, true)]
    [InlineData(404, true, false)]
    [InlineData(403, true, false)]
    [InlineData(500, false, false)]
    public async Task Whether_a_calendar_is_gone_is_looked_up_where_the_status_lies(int status, bool remains, bool succeeds)
    {
        await using var server = WireClient.Serve(request =>
            request.Method == "DELETE" ? WireResponse.Of(status) : remains ? WireResponse.Of(207, Made) : WireResponse.Of(404));
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        var calendar = new CalDavCalendar(server.At("home/new/"), "new", client.Connection);
        Task removal = new CalendarRemoval(client, context).RunAsync(calendar, TestContext.Current.CancellationToken);
        if (succeeds) await removal;
        else await Assert.ThrowsAnyAsync<CalDavException>(() => removal);
        Assert.Single(server.Seen(), request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("Work", "work")]
    [InlineData("  Réunions d'équipe (2026) ", "reunions-d-equipe-2026")]
    [InlineData("../../etc", "etc")]
    [InlineData("仕事", "calendar-")]
    public void An_address_is_made_of_letters_and_digits(string name, string segment) => Assert.StartsWith(segment, CalendarSegment.For(name), StringComparison.Ordinal);

    private static string Propstats(params (string Name, int Status)[] properties) =>
        "<D:multistatus xmlns:D=\"DAV:\" xmlns:A=\"http://apple.com/ns/ical/\"><D:response><D:href>/home/new/</D:href>"
        + string.Concat(properties.Select(property => $"<D:propstat><D:prop><{property.Name}/></D:prop><D:status>HTTP/1.1 {property.Status} x</D:status></D:propstat>"))
        + "</D:response></D:multistatus>";

    private static WireResponse Made201(out bool made)
    {
        made = true;
        return WireResponse.Of(201);
    }

    private static string Methods(ScriptedServer server) => string.Join(' ', server.Seen().Select(request => request.Method));

    private static async Task<CalDavCalendar> MakeAsync(ScriptedServer server, PropertyChange[] properties, Action<CalDavException>? onRefused = null)
    {
        (CalDavClient client, RequestContext context) = await ConnectAsync(server);
        return await new CalendarMaker(client, context).MakeAsync(
            server.At("home/"), "new", properties, onRefused ?? (error => Assert.Fail(error.Message)), TestContext.Current.CancellationToken);
    }

    private static async Task<(CalDavClient Client, RequestContext Context)> ConnectAsync(ScriptedServer server)
    {
        var context = new RequestContext(new RecordingLog());
        return (await WireClient.ConnectAsync(server, context), context);
    }
}
