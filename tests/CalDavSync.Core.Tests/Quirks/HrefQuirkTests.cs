using System;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Part D of the quirks: one item, many spellings of its address.</summary>
public class HrefQuirkTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Q131_the_hrefs_of_a_calendar_behind_a_redirect_are_its_own(int status)
    {
        await using var scene = new Scene("a", "b", "c");
        await scene.Run("+a +b +c");
        scene.Server.Put("a", "c", "d");
        scene.Server.Delete("b");
        scene.Server.Href = name => "/new/place/" + name + ".ics";
        foreach (Ask kind in Enum.GetValues<Ask>())
        {
            scene.Server.On(kind, question => question.Request.Target.StartsWith(FakeCalendar.Path, StringComparison.Ordinal)
                ? WireResponse.Of(status, "", ("Location", question.Request.Target.Replace(FakeCalendar.Path, "/new/place/")))
                : null);
        }

        scene.Wishes.IncludeContent = true;
        await scene.Run("~a ~c +d -b");
        scene.Wishes.Verify = true;
        await scene.Run("");
        scene.Wishes.Strategy = CalDavSyncStrategy.Listing;
        scene.Server.Put("c");
        await scene.Run("~c");
    }

    [Fact]
    public async Task A_deletion_names_the_address_as_the_item_was_told()
    {
        await using var scene = new Scene("two words", "b");
        scene.Server.Href = name => FakeCalendar.Path + System.Uri.EscapeDataString(name) + ".ics";
        await scene.Run(new[] { "+two words", "+b" });
        scene.Server.Href = name => FakeCalendar.Path + name + ".ics";
        scene.Server.Delete("two words");
        await scene.Run(new[] { "-two words" });
        Assert.Equal(FakeCalendar.Path + "two%20words.ics", scene.Observer.Records.OfType<CalDavDeletion>().Single().Href);
    }

    [Theory]
    [InlineData("Q71", "http://internal:8080/dav/alice/work/")]
    [InlineData("Q71", "https://public.example/dav/alice/work/")]
    [InlineData("Q72", "/dav/alice%2540example.org/../alice/work/")]
    [InlineData("Q77", "/dav/%2561lice/work/")]
    [InlineData("Q81", "/dav//alice/work//")]
    [InlineData("Q85", "/public/prefix/dav/alice/work/")]
    [InlineData("Q85", "/alice/work/")]
    [InlineData("relative", "")]
    [InlineData("relative", "./")]
    [InlineData("rule 7", "http%3A//127.0.0.1%3A5233/dav/alice/work/")]
    public async Task Q71_to_Q85_the_folder_may_be_spelled_in_any_way(string quirk, string folder)
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Server.Href = name => folder + name + ".ics";
        scene.Wishes.IncludeContent = true;
        await scene.Run("+a +b +c", atMost: 3);
        scene.Server.Put("a", "d");
        scene.Server.Delete("b");
        await scene.Run("~a +d -b", atMost: 3);
        await scene.Run("", requests: 1);
        Assert.NotEmpty(quirk);
    }

    [Theory]
    [InlineData("Q73 at", "me@home", "me%40home", "me@home")]
    [InlineData("Q74 plus and colon", "a+b:c", "a+b:c", "a%2Bb%3Ac")]
    [InlineData("Q75 base64", "AAMkAD=_", "AAMkAD%3D_", "AAMkAD=_")]
    [InlineData("Q76 odd byte", "x-y", "x%15y", "x%15y")]
    [InlineData("Q77 twice", "per cent", "per%2520cent", "per%20cent")]
    [InlineData("Q78 space", "with space", "with space", "with%20space")]
    [InlineData("Q79 slash inside", "a%2Fb", "a%2Fb", "a%2fb")]
    [InlineData("Q82 equals", "b64=Q2Fs=", "b64=Q2Fs=", "b64%3DQ2Fs%3D")]
    [InlineData("SOGo umlaut", "ünï", "ünï", "%C3%BCn%c3%af")]
    [InlineData("SOGo per cent", "per%cent", "per%cent", "per%25cent")]
    [InlineData("apostrophe", "nope'x", "nope'x", "nope%27x")]
    [InlineData("query", "what?now#x", "what%3Fnow%23x", "what%3fnow%23x")]
    public async Task Q73_to_Q84_a_name_is_the_same_in_every_spelling(string quirk, string name, string inReport, string inListing)
    {
        await using var scene = new Scene("a", name);
        scene.Server.NameOf = href => href.EndsWith("/a.ics", StringComparison.Ordinal) ? "a" : name;
        scene.Server.Href = item => FakeCalendar.Path + (item == name ? inReport : item) + ".ics";
        scene.Server.On(Ask.List, _ => Dav.Multistatus(null, [Dav.Row(FakeCalendar.Path, "\"self\""), .. scene.Server.AllRows().Select(row => row.Replace(Dav.Text(inReport), Dav.Text(inListing)))]));
        scene.Wishes.Verify = true;
        await scene.Run(["+a", "+" + name], atMost: 3);
        await scene.Run("", requests: 2);
        scene.Server.Put(name);
        scene.Wishes.IncludeContent = true;
        await scene.Run(["~" + name], atMost: 4);
        Question multiget = scene.Requests.Single(question => question.Kind == Ask.Multiget);
        Assert.Equal(FakeCalendar.Path + inReport + ".ics", Assert.Single(multiget.Hrefs));
        scene.Server.Delete(name);
        await scene.Run(["-" + name], atMost: 3);
        Assert.NotEmpty(quirk);
    }

    [Fact]
    public async Task Q73_the_other_spelling_is_tried_by_GET()
    {
        await using var scene = new Scene("me@home");
        scene.Wishes.IncludeContent = true;
        scene.Server.Href = name => FakeCalendar.Path + "me%40home.ics";
        scene.Server.On(Ask.Multiget, WireResponse.Of(501));
        scene.Server.On(Ask.Get, question => question.Request.Target.Contains("%40", StringComparison.Ordinal) ? WireResponse.Of(404) : null);
        await scene.Run("+me@home", atMost: 4);
    }

    [Fact]
    public async Task Q75_upper_and_lower_case_are_two_items()
    {
        await using var scene = new Scene("a", "A");
        await scene.Run("+a +A", requests: 1);
        scene.Server.Delete("A");
        await scene.Run("-A", requests: 1);
    }

    [Fact]
    public async Task Q80_a_relative_address_with_a_colon_is_no_scheme()
    {
        await using var scene = new Scene("co:lon");
        scene.Wishes.IncludeContent = true;
        scene.Server.Href = name => "co:lon.ics";
        scene.Server.NameOf = _ => "co:lon";
        await scene.Run("+co:lon", requests: 2);
        Assert.Equal([FakeCalendar.Path + "co:lon.ics"], scene.Requests[1].Hrefs);
    }

    [Fact]
    public async Task Q86_rows_without_an_address_are_read_one_by_one()
    {
        await using var scene = new Scene("a", "b");
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Multiget, question => Dav.Multistatus(null, question.Hrefs.Select(_ => Dav.Row("", "\"v1\"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")).ToArray()));
        await scene.Run("+a +b", atMost: 5);
    }

    [Theory]
    [InlineData("/dav/alice/work/../home/x.ics")]
    [InlineData("/dav/alice/work/%2e%2e/home/x.ics")]
    [InlineData("//evil.example/dav/alice/x.ics")]
    [InlineData("http://[bad/dav/alice/home/x.ics")]
    [InlineData("http://")]
    [InlineData("?")]
    [InlineData("%")]
    [InlineData("/")]
    [InlineData("javascript:alert(1)/../../x")]
    [InlineData("\\\\server\\share")]
    public async Task Rows_of_nowhere_do_no_harm(string href)
    {
        await using var scene = new Scene("a");
        scene.Server.NameOf = found => found.EndsWith("/a.ics", StringComparison.Ordinal) ? "a" : "junk";
        await scene.Run("+a");
        scene.Wishes.IncludeContent = true;
        scene.Says(Dav.Gone(href));
        await scene.Run("", requests: 1);
        scene.Says(Dav.Row(href, "\"x\""));
        await scene.Runs("");
        scene.Says(Dav.Row("/dav/bob/a.ics", "\"x\""));
        await scene.Run("", atMost: 4);
    }
}
