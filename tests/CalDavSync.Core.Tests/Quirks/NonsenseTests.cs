using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Parts F and G of the quirks: answers that are not what they should be, down to the bytes.</summary>
public class NonsenseTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    private const string Open = "<D:multistatus xmlns:D=\"DAV:\">";

    private static readonly Dictionary<string, Func<WireResponse>> Nonsense = new()
    {
        ["Q104 an empty page"] = () => WireResponse.Of(200, "", ("Content-Type", "text/html")),
        ["Q141 a page"] = () => WireResponse.Of(200, "<!DOCTYPE html><html><body>Maintenance &nbsp; <br></body></html>", ("Content-Type", "text/html")),
        ["207 page"] = () => WireResponse.Of(207, "<html/>", ("Content-Type", "text/html")),
        ["Q121 empty"] = () => WireResponse.Of(207),
        ["spaces"] = () => WireResponse.Of(207, " \r\n\t "),
        ["204"] = () => WireResponse.Of(204),
        ["text"] = () => WireResponse.Of(207, "OK"),
        ["json"] = () => WireResponse.Of(207, "{\"multistatus\":[]}"),
        ["another root"] = () => WireResponse.Of(207, Head + "<D:response xmlns:D=\"DAV:\"/>"),
        ["another namespace"] = () => WireResponse.Of(207, Head + "<multistatus xmlns=\"urn:not:dav\"/>"),
        ["cut XML"] = () => WireResponse.Of(207, Head + Open + "<D:response><D:href>/dav/alice/work/a.ics</D:href><D:status>HTTP/1.1 404"),
        ["unclosed"] = () => WireResponse.Of(207, Head + Open + Dav.Gone("/dav/alice/work/a.ics")),
        ["two roots"] = () => WireResponse.Of(207, Head + Open + Dav.Gone("/dav/alice/work/a.ics") + "</D:multistatus><more/>"),
        ["a DTD"] = () => WireResponse.Of(207, "<!DOCTYPE D:multistatus [<!ENTITY a \"b\">]>" + Open + "</D:multistatus>"),
        ["an outside entity"] = () => WireResponse.Of(207, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"),
        ["an entity bomb"] = () => WireResponse.Of(207, "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]><x>&c;</x>"),
        ["an unknown entity"] = () => WireResponse.Of(207, Head + Open + "<D:response>&nbsp;</D:response></D:multistatus>"),
        ["too deep"] = () => WireResponse.Of(207, Head + Open + string.Concat(Enumerable.Repeat("<a>", 100_000))),
        ["an endless address"] = () => WireResponse.Of(207, Head + Open + Dav.Gone("/dav/alice/work/" + new string('a', 40_000)) + "</D:multistatus>"),
        ["endless pieces"] = () => WireResponse.Of(207, Head + Open + Dav.Props("/dav/alice/work/", "<D:resourcetype><a>" + string.Concat(Enumerable.Repeat("<![CDATA[x]]>y", 6_000)) + "</a></D:resourcetype>") + "</D:multistatus>"),
        ["binary"] = () => WireResponse.Of(207, Enumerable.Range(0, 500).Select(i => (byte)(i * 7)).ToArray()),
    };

    private static readonly Dictionary<string, Func<string, WireResponse>> Usable = new()
    {
        ["Q119 text/plain"] = text => WireResponse.Of(207, text, ("Content-Type", "text/plain")),
        ["Q119 text/html"] = text => WireResponse.Of(207, text, ("Content-Type", "text/html; charset=iso-8859-1")),
        ["Q119 no type"] = text => WireResponse.Of(207, text),
        ["Q141 200"] = text => WireResponse.Of(200, text, ("Content-Type", "text/xml")),
        ["Q120 UTF-16 little"] = text => WireResponse.Of(207, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.Replace("utf-8", "utf-16"))]),
        ["Q120 UTF-16 big"] = text => WireResponse.Of(207, [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], ("Content-Type", "text/xml; charset=utf-8")),
        ["Q120 BOM"] = text => WireResponse.Of(207, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]),
        ["blank lines first"] = text => WireResponse.Of(207, "\r\n\r\n  " + text),
        ["Q118 control characters"] = text => WireResponse.Of(207, text.Replace("</D:multistatus>", "<D:responsedescription>\u0001\u0008 x \u000B&#1;</D:responsedescription></D:multistatus>")),
        ["Q118 stray CR"] = text => WireResponse.Of(207, text.Replace("><", ">\r<")),
        ["comments and instructions"] = text => WireResponse.Of(207, text.Replace("><", "><!-- c --><?pi x?><")),
        ["Q123 CDATA"] = text => WireResponse.Of(207, text.Replace("<D:href>", "<D:href><![CDATA[").Replace("</D:href>", "]]></D:href>")),
        ["Q123 default namespace"] = text => WireResponse.Of(207, text.Replace("<D:", "<").Replace("</D:", "</").Replace("xmlns:D=", "xmlns=")),
        ["chunked"] = text => WireResponse.Of(207, text).Chunked(),
        ["gzip"] = text => WireResponse.Of(207, text).Gzip(),
        ["until close"] = text => WireResponse.Of(207, text).UntilClose(),
        ["HTTP/1.0"] = text => WireResponse.Of(207, text).Http10(),
        ["Q135 closing silently"] = text => WireResponse.Of(207, text).ClosingSilently(),
        ["Q122 long text"] = text => WireResponse.Of(207, text.Replace("</D:multistatus>", "<D:responsedescription>" + new string('x', 3_000_000) + "</D:responsedescription></D:multistatus>")),
    };

    public static TheoryData<string> NonsenseNames() => new(Nonsense.Keys);

    public static TheoryData<string> UsableNames() => new(Usable.Keys);

    [Theory]
    [MemberData(nameof(NonsenseNames))]
    public async Task Nonsense_to_everything_is_one_clear_error_and_changes_nothing(string name)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.Delete("a");
        foreach (Ask kind in Enum.GetValues<Ask>()) scene.Server.On(kind, _ => Nonsense[name]());

        UnexpectedAnswerException error = await scene.Fails<UnexpectedAnswerException>(atMost: 8);

        Assert.Contains("multistatus", error.Message);
        Assert.Empty(scene.Observer.Records);
        scene.Server.Heal();
        await scene.Run("+c -a", requests: 1);
    }

    [Theory]
    [MemberData(nameof(NonsenseNames))]
    public async Task Nonsense_on_a_first_sync_leaves_nothing_behind(string name)
    {
        await using var scene = new Scene("a", "b");
        foreach (Ask kind in Enum.GetValues<Ask>()) scene.Server.On(kind, _ => Nonsense[name]());
        await scene.Fails<UnexpectedAnswerException>(atMost: 8);
        Assert.Empty(scene.Observer.Records);
        scene.Server.Heal();
        await scene.Run("+a +b", requests: 1);
    }

    [Theory]
    [MemberData(nameof(NonsenseNames))]
    public async Task Nonsense_to_reports_alone_degrades_to_exact_listings(string name)
    {
        await using var scene = new Scene("a", "b");
        await scene.Run("+a +b");
        scene.Server.Put("c");
        scene.Server.Delete("a");
        scene.Server.On(Ask.Sync, _ => Nonsense[name]());
        scene.Server.On(Ask.Query, _ => Nonsense[name]());
        scene.Server.On(Ask.Multiget, _ => Nonsense[name]());
        scene.Wishes.IncludeContent = true;
        await scene.Run("+c -a", atMost: 7);
        scene.Server.Heal();
        scene.Server.Put("d");
        await scene.Run("+d", atMost: 4);
    }

    [Theory]
    [MemberData(nameof(UsableNames))]
    public async Task Q118_to_Q123_Q141_odd_but_usable_answers_are_used(string name)
    {
        await using var scene = new Scene("a", "b");
        string Text(Question question) => Head + Dav.MultistatusText(
            scene.Server.CurrentToken,
            scene.Server.RowsSince(question.Token is null ? 0 : scene.Server.RevisionOf(question.Token)!.Value));
        scene.Server.On(Ask.Sync, question => Usable[name](Text(question)));
        await scene.Run("+a +b", requests: 1);
        scene.Server.Put("c");
        scene.Server.Delete("a");
        await scene.Run("+c -a", requests: 1);
        await scene.Run("", requests: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Q135_a_cut_body_is_asked_for_again(int length)
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Put("a", "d");
        scene.Server.Delete("b");
        int cuts = 2;
        scene.Server.On(Ask.Sync, question => cuts-- > 0 ? scene.Server.Properly(question).CutBodyAt(length) : null);
        await scene.Run("~a +d -b", requests: 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Q135_bodies_that_are_always_cut_are_a_clear_error(int length)
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Put("a", "d");
        foreach (Ask kind in new[] { Ask.Sync, Ask.Look, Ask.List, Ask.Query }) scene.Server.On(kind, question => scene.Server.Properly(question).CutBodyAt(length));
        await scene.Fails<ConnectionFailedException>(atMost: 12);
        scene.Server.Heal();
        await scene.Run("~a +d", requests: 1);
    }

    [Fact]
    public async Task A_first_listing_that_is_cut_tells_nothing_twice()
    {
        await using var scene = new Scene("a", "b", "c", "d");
        bool cut = false;
        scene.Server.On(Ask.Sync, question =>
        {
            if (cut) return null;
            cut = true;
            return scene.Server.Properly(question).CutBodyAt(700);
        });
        await scene.Run("+a +b +c +d", requests: 2);
        await scene.Run("", requests: 1);
    }
}
