using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Parts F and G of the quirks: what arrives of the texts, and what is sent for them.</summary>
public class TextTests
{
    private static Scene WithText(params string[] names)
    {
        var scene = new Scene(names);
        scene.Wishes.IncludeContent = true;
        return scene;
    }

    [Fact]
    public async Task Q111_Q134_requests_always_ask_for_the_tag_and_have_a_length()
    {
        string[] names = Enumerable.Range(0, 60).Select(i => $"n{i:00}").ToArray();
        await using Scene scene = WithText(names);
        await scene.Run(names.Select(name => "+" + name).ToArray());
        Question[] asked = [.. scene.Requests];
        scene.Server.Put("n00");
        await scene.Run("~n00");
        asked = [.. asked, .. scene.Requests];
        Assert.All(asked, question => Assert.Contains("<D:getetag/>", question.Request.Text));
        Assert.All(asked, question => Assert.Equal(question.Request.Body.Length.ToString(), question.Request.Header("Content-Length")));
        Assert.All(asked, question => Assert.Null(question.Request.Header("Expect")));
        Assert.All(asked, question => Assert.Null(question.Request.Header("Transfer-Encoding")));
    }

    [Fact]
    public async Task Q114_three_hundred_levels_are_read()
    {
        await using var scene = new Scene("a");
        string deep = string.Concat(Enumerable.Repeat("<x>", 300)) + string.Concat(Enumerable.Repeat("</x>", 300));
        scene.Says(Dav.Props("/dav/alice/work/a.ics", $"<D:getetag>\"v1\"</D:getetag><D:junk>{deep}</D:junk>"));
        await scene.Run("+a", requests: 1);
    }

    [Fact]
    public async Task Q117_a_line_that_depends_on_the_request_is_no_change()
    {
        await using Scene scene = WithText("a");
        await scene.Run("+a");
        string text = scene.Server.Items["a"].Text;
        scene.Server.PutText("a", text.Replace("END:VEVENT", "X-RECURRENCE-EXCEPTION:20260101\r\nEND:VEVENT"));
        scene.Wishes.ETagsMatter = false;
        await scene.Runs("");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_text_with_a_replacement_character_is_taken_where_items_cannot_be_read_by_GET(int status)
    {
        await using Scene scene = WithText("a", "b");
        scene.Server.PutText("a", scene.Server.Items["a"].Text.Replace("END:VEVENT", "LOCATION:Caf\uFFFD\r\nEND:VEVENT"));
        scene.Server.On(Ask.Get, WireResponse.Of(status));
        await scene.Run("+a +b");
        Assert.Contains("Caf\uFFFD", scene.Observer.Records.OfType<CalDavChange>().Single(change => change.Href!.EndsWith("a.ics", System.StringComparison.Ordinal)).Content);
        await scene.Run("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Q58_Q63_what_was_removed_and_came_back_may_be_told_or_left_out(bool isTold)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.Delete("c");
        scene.Server.Put("b");
        if (isTold) scene.Says(Dav.Gone("/dav/alice/work/c.ics"), scene.Server.Row("b"));
        else scene.Says(scene.Server.Row("b"));
        await scene.Run("~b", requests: 1);
    }

    [Theory]
    [InlineData("cdata")]
    [InlineData("lf")]
    [InlineData("crlf")]
    public async Task Q123_texts_arrive_byte_for_byte(string form)
    {
        await using Scene scene = WithText();
        string text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a & b < c ]] > \u00fc \U0001F600\\n\r\n folded\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        if (form == "lf") text = text.Replace("\r", "");
        scene.Server.PutText("a", text);
        scene.Server.On(Ask.Multiget, _ => Dav.Multistatus(null, Dav.Props(
            FakeCalendar.Path + "a.ics",
            "<D:getetag>\"v1\"</D:getetag><x:calendar-data xmlns:x=\"urn:ietf:params:xml:ns:caldav\">"
            + (form == "cdata" ? "<![CDATA[" + text + "]]>" : text.Replace("&", "&amp;").Replace("<", "&lt;")) + "</x:calendar-data>")));
        await scene.Run("+a", requests: 2);
    }

    [Fact]
    public async Task Q124_several_uids_in_one_item_pass_through()
    {
        await using Scene scene = WithText();
        scene.Server.PutText("a", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        scene.Server.PutText("b", scene.Server.Items["a"].Text);
        await scene.Run("+a +b", requests: 2);
    }

    [Fact]
    public async Task Something_that_is_no_calendar_is_passed_on_and_reported()
    {
        await using Scene scene = WithText("a");
        scene.Server.PutText("b", "BEGIN:VCARD\r\nEND:VCARD\r\n");
        await scene.Run("+a +b", requests: 2);
        Assert.IsType<InvalidCalendarDataException>(Assert.Single(scene.Observer.Failures).Error);
        await scene.Run("", requests: 1);
    }
}
