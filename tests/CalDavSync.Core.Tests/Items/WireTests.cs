using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>Answers of real servers, byte by byte.</summary>
public class WireTests
{
    private static readonly string Text = EventText.Of("u1", "One");

    [Theory]
    [InlineData(409, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:no-uid-conflict /></error>", null)]
    [InlineData(400, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:no-uid-conflict><href>/cal/other.ics</href></C:no-uid-conflict></error>", "/cal/other.ics")]
    [InlineData(412, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:no-uid-conflict /></error>", null)]
    [InlineData(403, "<D:error xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:unique-scheduling-object-resource><D:href>/cal/dup.ics</D:href></C:unique-scheduling-object-resource></D:error>", "/cal/dup.ics")]
    [InlineData(409, "<D:error xmlns:D=\"DAV\">Event UID already in use. (d6215704dup)</D:error>", null)]
    [InlineData(207, "<m:multistatus xmlns:m=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><m:response><m:href>http%3A//h/cal/u1.ics</m:href><m:status>HTTP/1.1 412 Precondition Failed</m:status><m:error><c:no-uid-conflict /></m:error><m:responsedescription>UID already in use.</m:responsedescription></m:response></m:multistatus>", null)]
    public async Task A_uid_conflict_is_one_in_every_shape(int status, string body, string? existing)
    {
        await using var server = WireClient.Serve(request => request.Method == "PUT" ? WireResponse.Of(status, body, ("Content-Type", "application/xml")) : WireResponse.Of(404));
        UidConflictException error = await Assert.ThrowsAsync<UidConflictException>(() => CreateAsync(server));
        Assert.Equal(existing, error.ExistingHref);
    }

    [Theory]
    [InlineData(403, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:valid-calendar-data/></error>")]
    [InlineData(403, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:min-date-time/></error>")]
    [InlineData(413, "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:max-resource-size/></error>")]
    [InlineData(207, "<m:multistatus xmlns:m=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><m:response><m:href>/cal/u1.ics</m:href><m:status>HTTP/1.1 412 Precondition Failed</m:status><m:error><c:valid-calendar-data /></m:error></m:response></m:multistatus>")]
    public async Task A_text_the_server_does_not_like_is_said_so(int status, string body)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(status, body));
        InvalidCalendarDataException error = await Assert.ThrowsAsync<InvalidCalendarDataException>(() => CreateAsync(server));
        Assert.Equal("PUT", error.Method);
    }

    [Fact]
    public async Task A_207_without_a_refusal_is_no_success_either()
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(207, "<multistatus xmlns=\"DAV:\"/>"));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => CreateAsync(server));
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "<html>Sign in</html>")]
    public async Task Q104_a_web_page_is_no_success_unless_the_item_is_there(int otherwise, string body)
    {
        await using var server = WireClient.Serve(request => request.Method == "PUT"
            ? WireResponse.Of(200, "<html>Sign in</html>", ("Content-Type", "text/html"))
            : WireResponse.Of(otherwise, body, ("Content-Type", "text/html")));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => CreateAsync(server));
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("2", true)]
    public async Task A_web_page_is_no_success_of_a_replacement_unless_the_version_is_another_one(string now, bool isDone)
    {
        const string Row = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/cal/u1.ics</D:href><D:propstat><D:prop><D:getetag>\"{0}\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>";
        await using var server = WireClient.Serve(request => request.Method == "PUT"
            ? WireResponse.Of(200, "<html>Welcome</html>", ("Content-Type", "text/html"))
            : WireResponse.Of(207, Row.Replace("{0}", now), ("Content-Type", "application/xml")));
        ItemWriter writer = await WireClient.WriterAsync(server, new RecordingLog());
        Task<WrittenItem> Write() => writer.ReplaceAsync("/cal/u1.ics", "\"1\"", null, Text, WriteOptions.None, ItemBench.Token);
        if (isDone) await Write();
        else await Assert.ThrowsAsync<UnexpectedAnswerException>(Write);
    }

    [Theory]
    [InlineData("/cal/renamed.ics", "/cal/renamed.ics")]
    [InlineData("renamed.ics", "/cal/renamed.ics")]
    [InlineData("https://elsewhere.example/cal/renamed.ics", "/cal/renamed.ics")]
    public async Task A_location_tells_where_the_item_is(string location, string href)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(201, "", ("Location", location), ("ETag", "\"1\"")));
        Assert.Equal(href, (await CreateAsync(server)).Href);
    }

    [Fact]
    public async Task A_repeated_put_that_met_its_own_first_try_has_succeeded()
    {
        int puts = 0;
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => ++puts == 1 ? WireResponse.Nothing() : WireResponse.Of(412),
            "GET" => WireResponse.Of(200, Text, ("ETag", "\"7\"")),
            _ => WireResponse.Of(501),
        });
        WrittenItem written = await CreateAsync(server);
        Assert.Equal(("\"7\"", 2), (written.ETag, puts));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(200)]
    public async Task A_server_that_answers_204_to_new_items_and_refuses_old_ones_is_not_accused(int status)
    {
        var stored = new HashSet<string>();
        await using var server = WireClient.Serve(request => request.Method == "PUT" ? WireResponse.Of(stored.Add(request.Target) ? status : 412) : WireResponse.Of(501));
        var log = new RecordingLog();
        ItemWriter writer = await WireClient.WriterAsync(server, log);
        foreach (string uid in new[] { "u1", "u2", "u3" }) await writer.CreateAsync(EventText.Of(uid, "One"), WriteOptions.None, ItemBench.Token);
        Assert.Equal(4, server.Seen().Count);
        Assert.Empty(log.Warnings);
        await Assert.ThrowsAsync<ItemExistsException>(() => writer.CreateAsync(EventText.Of("u1", "Two"), WriteOptions.None, ItemBench.Token));
    }

    [Fact]
    public async Task A_412_that_names_the_header_is_about_the_version()
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(412, "<error xmlns=\"DAV:\"><if-none-match/>Existing resource matches</error>"));
        await Assert.ThrowsAsync<ItemExistsException>(() => CreateAsync(server));
    }

    [Fact]
    public async Task A_put_that_was_not_repeated_never_takes_another_item_for_its_own()
    {
        const string There = "<multistatus xmlns=\"DAV:\"><response><href>/cal/u1.ics</href><propstat><prop><getetag>\"7\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => WireResponse.Of(412),
            "PROPFIND" => WireResponse.Of(207, There),
            _ => WireResponse.Of(200, Text, ("ETag", "\"7\"")),
        });
        await Assert.ThrowsAsync<ItemExistsException>(() => CreateAsync(server));
        Assert.Equal(new[] { "PUT", "PROPFIND" }, server.Seen().Select(request => request.Method));
    }

    [Fact]
    public async Task A_412_where_there_is_nothing_is_about_the_text()
    {
        await using var server = WireClient.Serve(request => WireResponse.Of(request.Method == "PUT" ? 412 : 404));
        InvalidCalendarDataException error = await Assert.ThrowsAsync<InvalidCalendarDataException>(() => CreateAsync(server));
        Assert.Equal(412, error.StatusCode);
    }

    [Theory]
    [InlineData(202, "PUT {0} was accepted for u1.ics, but is not done yet, and the server does not tell when it will be: 202 Status 202.")]
    [InlineData(207, "PUT {0} answered what does not mean that it was done for u1.ics: 207.")]
    public async Task What_is_not_done_is_said_in_a_sentence(int status, string message)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(status));
        UnexpectedAnswerException error = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => CreateAsync(server));
        Assert.Equal(string.Format(message, server.At("cal/u1.ics")), error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_that_was_only_accepted_is_looked_up(bool isGone)
    {
        const string There = "<multistatus xmlns=\"DAV:\"><response><href>/cal/u1.ics</href><propstat><prop><getetag>\"7\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
        await using var server = WireClient.Serve(request => request.Method == "DELETE" ? WireResponse.Of(202) : isGone ? WireResponse.Of(404) : WireResponse.Of(207, There));
        ItemWriter writer = await WireClient.WriterAsync(server);
        Task<bool> deletion = writer.DeleteAsync("/cal/u1.ics", "\"7\"", null, WriteOptions.None, ItemBench.Token);
        if (isGone) Assert.True(await deletion);
        else await Assert.ThrowsAsync<UnexpectedAnswerException>(() => deletion);
    }

    [Fact]
    public async Task The_reason_a_server_gives_in_words_is_shown_and_is_no_condition()
    {
        const string Cyrus = "<D:error xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:valid-calendar-data/><D:responsedescription>DTEND must occur after DTSTART</D:responsedescription></D:error>";
        await using var server = WireClient.Serve(_ => WireResponse.Of(403, Cyrus, ("Content-Type", "application/xml")));
        CalDavException error = await Assert.ThrowsAnyAsync<CalDavException>(() => CreateAsync(server));
        Assert.Equal(new[] { "valid-calendar-data" }, error.Conditions);
        Assert.Contains("(valid-calendar-data): DTEND must occur after DTSTART.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_gone_is_named_in_a_sentence()
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(404));
        var context = new RequestContext(new RecordingLog());
        CalDavClient client = await WireClient.ConnectAsync(server, context);
        var search = new ItemSearch(client, new CalDavCalendar(server.At("cal/"), "cal", client.Connection), context, new ItemQuery { NoContent = true }, _ => { });
        CalendarNotFoundException error = await Assert.ThrowsAsync<CalendarNotFoundException>(() => search.RunAsync(ItemBench.Token));
        Assert.Equal($"There is nothing at {server.At("cal/")}, which was asked for the calendar {client.Connection.Name}/cal: 404 Status 404.", error.Message);
    }

    [Fact]
    public async Task An_unconditional_write_is_sent_once()
    {
        await using var server = WireClient.Serve(request => request.Method == "PROPFIND" ? WireResponse.Of(404) : WireResponse.Nothing());
        ItemWriter writer = await WireClient.WriterAsync(server);
        await Assert.ThrowsAsync<ConnectionFailedException>(() => writer.DeleteAsync("/cal/u1.ics", null, null, new WriteOptions { Force = true }, ItemBench.Token));
        Assert.Single(server.Seen(), request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("\"abc\"", "\"abc\"")]
    [InlineData("abc", "\"abc\"")]
    [InlineData("\"\"abc\"\"", "\"abc\"")]
    [InlineData("W/\"abc\"", "\"abc\"")]
    [InlineData("\"abc-gzip\"", "\"abc\", \"abc-gzip\"")]
    [InlineData("W/\"abc-gzip\"", "\"abc\", \"abc-gzip\"")]
    public async Task If_match_has_the_tag_in_its_right_form(string etag, string sent)
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(204));
        await (await WireClient.WriterAsync(server)).ReplaceAsync("/cal/u1.ics", etag, null, Text, WriteOptions.None, ItemBench.Token);
        Assert.Equal(sent, Assert.Single(server.Seen()).Header("If-Match"));
    }

    [Theory]
    [InlineData("\"ü\"", true)]
    [InlineData("\"a\nb\"", true)]
    [InlineData("\"ü\"", false)]
    public async Task A_tag_no_header_can_carry_is_looked_up_and_compared(string etag, bool isCurrent)
    {
        string current = isCurrent ? etag : "\"ö\"";
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => WireResponse.Of(204),
            _ => WireResponse.Of(207, $"<multistatus xmlns=\"DAV:\"><response><href>/cal/u1.ics</href><propstat><prop><getetag>{current}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"),
        });
        ItemWriter writer = await WireClient.WriterAsync(server);
        Task<WrittenItem> writing = writer.ReplaceAsync("/cal/u1.ics", etag, null, Text, WriteOptions.None, ItemBench.Token);
        if (!isCurrent) await Assert.ThrowsAsync<ItemChangedException>(() => writing);
        else Assert.NotNull(await writing);
        Assert.Equal(isCurrent ? ["*"] : [], server.Seen().Where(request => request.Method == "PUT").Select(request => request.Header("If-Match")));
    }

    [Fact]
    public async Task A_weak_tag_is_replaced_by_a_strong_one_of_the_same_text_once()
    {
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => WireResponse.Of(request.Header("If-Match") == "\"strong\"" ? 204 : 412),
            "GET" => WireResponse.Of(200, Text, ("ETag", "\"strong\"")),
            _ => WireResponse.Of(501),
        });
        ItemWriter writer = await WireClient.WriterAsync(server);
        await writer.ReplaceAsync("/cal/u1.ics", "W/\"weak\"", Text, EventText.Of("u1", "Two"), WriteOptions.None, ItemBench.Token);
        Assert.Equal(new[] { "\"weak\"", "\"strong\"" }, server.Seen().Where(request => request.Method == "PUT").Select(request => request.Header("If-Match")));

        await Assert.ThrowsAsync<ItemChangedException>(
            () => writer.ReplaceAsync("/cal/u1.ics", "W/\"weak\"", EventText.Of("u1", "Older"), EventText.Of("u1", "Two"), WriteOptions.None, ItemBench.Token));
    }

    [Theory]
    [InlineData("One", true)]
    [InlineData("Changed", false)]
    public async Task A_weak_tag_is_read_again_by_propfind_where_texts_come_weakened(string stored, bool isWritten)
    {
        const string Listed = "<multistatus xmlns=\"DAV:\"><response><href>/cal/u1.ics</href><propstat><prop><getetag>\"strong\"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => WireResponse.Of(request.Header("If-Match") == "\"strong\"" ? 204 : 412),
            "GET" => WireResponse.Of(200, EventText.Of("u1", stored), ("ETag", "W/\"other\"")),
            "PROPFIND" => WireResponse.Of(207, Listed),
            _ => WireResponse.Of(501),
        });
        ItemWriter writer = await WireClient.WriterAsync(server);
        Task<WrittenItem> writing = writer.ReplaceAsync("/cal/u1.ics", "W/\"weak\"", Text, EventText.Of("u1", "Two"), WriteOptions.None, ItemBench.Token);
        if (isWritten) await writing;
        else await Assert.ThrowsAsync<ItemChangedException>(() => writing);
        Assert.Equal(isWritten ? 2 : 1, server.Seen().Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task An_unquoted_tag_is_sent_as_received_where_the_quoted_one_fails()
    {
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "DELETE" => WireResponse.Of(request.Header("If-Match") == "20260302T" ? 204 : 412),
            "GET" => WireResponse.Of(200, Text, ("ETag", "20260302T")),
            _ => WireResponse.Of(501),
        });
        Assert.True(await (await WireClient.WriterAsync(server)).DeleteAsync("/cal/u1.ics", "20260302T", Text, WriteOptions.None, ItemBench.Token));
    }

    [Fact]
    public async Task A_silent_write_asks_the_server_to_send_nobody_a_message()
    {
        await using var server = WireClient.Serve(_ => WireResponse.Of(204));
        await (await WireClient.WriterAsync(server)).DeleteAsync("/cal/u1.ics", "\"1\"", null, new WriteOptions { IsSilent = true }, ItemBench.Token);
        Assert.Equal("F", Assert.Single(server.Seen()).Header("Schedule-Reply"));
        Assert.Equal("F", Assert.Single(server.Seen()).Header("Scheduling-Enabled"));
    }

    [Fact]
    public async Task An_item_stored_under_an_unknown_name_is_found_by_its_uid()
    {
        const string Found = "<multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><response><href>/cal/u1</href><propstat><prop><getetag>7</getetag><C:calendar-data>{0}</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
        await using var server = WireClient.Serve(request => request.Method switch
        {
            "PUT" => WireResponse.Of(201, "", ("ETag", "7")),
            "REPORT" => WireResponse.Of(207, request.Text.Contains("u1.ics", StringComparison.Ordinal) ? "<multistatus xmlns=\"DAV:\"/>" : string.Format(Found, Text)),
            _ => WireResponse.Of(410),
        });
        ItemWriter writer = await WireClient.WriterAsync(server);
        CalDavItem item = await writer.Stored.ReadAsync(await writer.CreateAsync(Text, WriteOptions.None, ItemBench.Token), ItemBench.Token);
        Assert.Equal(("/cal/u1", "7", Text), (item.Href, item.ETag, item.Content));
    }

    private static async Task<WrittenItem> CreateAsync(ScriptedServer server) => await (await WireClient.WriterAsync(server)).CreateAsync(Text, WriteOptions.None, ItemBench.Token);
}
