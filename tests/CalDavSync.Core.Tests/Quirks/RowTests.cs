using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part C of the quirks: what a row of an answer means.</summary>
public class RowTests
{
    private const string A = FakeCalendar.Path + "a.ics";

    [Theory]
    [InlineData("<D:propstat><D:prop/><D:status>HTTP/1.1 418 I'm a teapot</D:status></D:propstat>")]
    [InlineData("<D:propstat><D:prop><D:getetag/></D:prop><D:status>HTTP/1.1 418 I'm a teapot</D:status></D:propstat>")]
    [InlineData("<D:propstat><D:prop><D:getetag>\"old\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>")]
    public async Task Q53_a_teapot_beside_a_404_is_a_deletion(string propstat)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Delete("a");
        scene.Says(Dav.Status(A, "HTTP/1.1 404 Not Found", propstat));
        await scene.Run("-a", requests: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collection_inside_whose_address_has_no_last_slash_is_no_item(bool withContent)
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = withContent;
        scene.Server.Reports.Remove("sync-collection");
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, [.. scene.Server.AllRows(), Dav.Props(FakeCalendar.Path + "sub", "<D:getetag>\"s\"</D:getetag><D:resourcetype><D:collection/></D:resourcetype>")]));
        await scene.Run("+a +b");
        Assert.Empty(scene.Observer.Failures);
        scene.Server.Put("b");
        await scene.Run("~b", atMost: 3);
    }

    [Fact]
    public async Task A_member_whose_address_leads_to_a_collection_is_no_item()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Sync, question => question.Token is null
            ? Dav.Multistatus(scene.Server.CurrentToken, [.. scene.Server.AllRows(), Dav.Props(FakeCalendar.Path + "sub", "")])
            : null);
        scene.Server.On(Ask.Get, question => question.Request.Target switch
        {
            FakeCalendar.Path + "sub" => WireResponse.Of(301, "", ("Location", FakeCalendar.Path + "sub/")),
            FakeCalendar.Path + "sub/" => WireResponse.Of(200, "<html>sub</html>", ("Content-Type", "text/html")),
            _ => null,
        });
        await scene.Run("+a +b", atMost: 4);
        Assert.Empty(scene.Observer.Failures);
        Assert.Equal(0, scene.Last.Failed);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Rule_8_410_is_a_deletion_too()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Delete("a");
        scene.Says(Dav.Status(A, "HTTP/1.1 410 Gone"));
        await scene.Run("-a", requests: 1);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found")]
    [InlineData("HTTP/1.1 418 I'm a teapot")]
    public async Task Q54_a_404_inside_a_propstat_is_no_deletion(string status)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("a");
        scene.Says(Dav.Props(A, "<D:getetag/>", status));
        await scene.Run("~a", requests: 2);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q55_only_found_properties_count()
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("a");
        scene.Says(
            $"<D:response><D:href>{A}</D:href>"
            + "<D:propstat><D:prop><D:getetag/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>"
            + "<D:propstat><D:prop><D:getetag>\"v2\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
            + "<D:propstat><D:prop><D:getetag>\"wrong\"</D:getetag></D:prop><D:status>HTTP/1.1 500 Oops</D:status></D:propstat></D:response>");
        await scene.Run("~a", requests: 1);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK")]
    [InlineData("HTTP/1.1 201 Created")]
    public async Task Q15_a_status_beside_the_propstat_changes_nothing(string status)
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("b");
        scene.Says(Dav.Status(FakeCalendar.Path + "b.ics", status, "<D:propstat><D:prop><D:getetag>\"v2\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"));
        await scene.Run("+b", requests: 1);
    }

    [Theory]
    [InlineData(FakeCalendar.Path)]
    [InlineData("/dav/alice/work")]
    [InlineData("")]
    [InlineData("http://other.example/dav/alice/work/")]
    public async Task Q56_the_collection_itself_is_no_item(string self)
    {
        await using var scene = new Scene("a");
        scene.Server.On(Ask.Sync, question => Dav.Multistatus(
            scene.Server.CurrentToken,
            Dav.Status(self, "HTTP/1.1 200 OK", "<D:propstat><D:prop><D:getetag>\"self\"</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"),
            question.Token is null ? scene.Server.Row("a") : null));
        await scene.Run("+a", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task Q57_rule_2_rule_4_tombstones_of_strangers_and_replays_are_no_news()
    {
        await using var scene = new Scene("a", "b", "c", "d", "e", "f");
        scene.Server.On(Ask.Sync, _ => Dav.Multistatus(scene.Server.CurrentToken, [Dav.Gone(FakeCalendar.Path + "x.ics"), .. scene.Server.AllRows(), Dav.Gone(FakeCalendar.Path + "y.ics")]));
        await scene.Run("+a +b +c +d +e +f", requests: 1);
        scene.Server.Heal();
        scene.Server.Put("g");
        scene.Server.Delete("g");
        await scene.Run("", requests: 1);
        scene.Server.Put("g");
        scene.Says(scene.Server.Row("a"), scene.Server.Row("g"));
        await scene.Run("+g", atMost: 2);
    }

    [Fact]
    public async Task Q59_rows_that_say_nothing_are_left_out()
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("b");
        scene.Says(
            "<D:response><D:href>/dav/alice/work/z.ics</D:href></D:response>",
            "<D:response><D:status>HTTP/1.1 404 Not Found</D:status></D:response>",
            "<D:response/>",
            "<x:junk xmlns:x=\"urn:x\"><D:response><D:href>/dav/alice/work/a.ics</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response></x:junk>",
            scene.Server.Row("b"));
        await scene.Run("+b", requests: 1);
    }

    [Fact]
    public async Task Q60_a_propstat_without_status_is_found()
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("b");
        scene.Says("<D:response><D:href>/dav/alice/work/b.ics</D:href><D:propstat><D:prop><D:getetag>\"v2\"</D:getetag></D:prop></D:propstat></D:response>");
        await scene.Run("+b", requests: 1);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("200 OK")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Q61_Q62_status_lines_may_be_sloppy(string status)
    {
        await using var scene = new Scene("a");
        await scene.Run("+a");
        scene.Server.Put("b");
        scene.Server.Delete("a");
        scene.Says(Dav.Props("/dav/alice/work/b.ics", "<D:getetag>\"v2\"</D:getetag>", status), Dav.Status(A, "404"));
        await scene.Run("+b -a", requests: 1);
    }

    [Fact]
    public async Task Q61_a_garbage_status_of_a_member_is_neither_there_nor_gone()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("a");
        scene.Says(Dav.Status(A, "whatever"));
        await scene.Run("~a", atMost: 2);
    }

    [Fact]
    public async Task Q64_a_changed_row_with_status_418_is_fetched()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("a");
        scene.Says(Dav.Status(A, "HTTP/1.1 418 I'm a teapot"));
        await scene.Run("~a", requests: 2);
    }

    [Fact]
    public async Task Q66_Q67_items_are_known_by_their_place_and_not_by_their_name()
    {
        await using var scene = new Scene("a.eml", "todo", "x.vcf");
        scene.Server.Href = name => FakeCalendar.Path + name;
        scene.Server.NameOf = href => href[(href.LastIndexOf('/') + 1)..];
        await scene.Run("+a.eml +todo +x.vcf", requests: 1);
        scene.Server.Put("todo");
        await scene.Run("~todo", requests: 1);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(405)]
    public async Task Q48_Q68_rows_that_may_not_be_read_keep_what_is_known(int status)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Says(Dav.Status(A, $"HTTP/1.1 {status} No"), Dav.Status(FakeCalendar.Path + "folder/", $"HTTP/1.1 {status} No"));
        await scene.Run("", requests: 1);
        Assert.NotEmpty(scene.Log.Warnings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Q48_Q68_a_listing_with_rows_that_may_not_be_read_keeps_what_is_known(bool hasSync)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.On(Ask.Sync, question => question.Token is not null || !hasSync
            ? Dav.Error(403, "valid-sync-token")
            : Dav.Multistatus(scene.Server.CurrentToken, scene.Server.Row("b"), Dav.Status(A, "HTTP/1.1 403 No")));
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, scene.Server.Row("b"), Dav.Status(A, "HTTP/1.1 403 No")));
        await scene.Run("");
        Assert.Contains(scene.Log.Warnings, warning => warning.Message.Contains("a.ics", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task Q69_Q70_restored_and_moved_items()
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        string text = scene.Server.Items["b"].Text;
        scene.Server.Delete("a");
        await scene.Run("-a");
        scene.Server.Put("a");
        scene.Server.Delete("b");
        scene.Server.PutText("moved", text);
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a -b +moved", requests: 2);
        Assert.Equal("b", scene.Sum["moved"].Uid);
    }
}
