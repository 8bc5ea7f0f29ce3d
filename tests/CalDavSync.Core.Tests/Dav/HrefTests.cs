using System;
using CalDavSync.Dav;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>Quirks part D: one member, many spellings.</summary>
public class HrefTests
{
    private static readonly CollectionAddress Work = new(new Uri("https://dav.example/cal/alice%40x/work/"));

    [Theory]
    [InlineData("Q71", "https://other:8443/cal/alice@x/work/a.ics", "a.ics")]
    [InlineData("Q72", "/cal/alice%2540x/work/a.ics", "a.ics")]
    [InlineData("Q73", "/cal/alice%40x/work/a%40b.ics", "a@b.ics")]
    [InlineData("Q73", "/cal/alice@x/work/a@b.ics", "a@b.ics")]
    [InlineData("Q75", "/cal/alice@x/work/AAMkAD%3D%3D_1.EML", "AAMkAD==_1.EML")]
    [InlineData("Q76", "/cal/alice@x/work/%15.ics", "%15.ics")]
    [InlineData("Q77", "/cal/alice@x/work/a%2520b.ics", "a b.ics")]
    [InlineData("Q78", "/cal/alice@x/work/a%20b+c.ics", "a b+c.ics")]
    [InlineData("Q78", "/cal/alice@x/work/a b+c.ics", "a b+c.ics")]
    [InlineData("Q79", "/cal/alice@x/work/a%2Fb.ics", "a%2Fb.ics")]
    [InlineData("Q79", "/cal/alice@x/work/a%2fb.ics", "a%2Fb.ics")]
    [InlineData("Q80", "co:lon.ics", "co:lon.ics")]
    [InlineData("Q80", "co%3Alon.ics", "co:lon.ics")]
    [InlineData("Q81", "//cal//alice@x/work//a.ics", "a.ics")]
    [InlineData("Q82", "/cal/alice@x/work/b64=Q2Fs=.ics", "b64=Q2Fs=.ics")]
    [InlineData("Q85", "/alice@x/work/a.ics", "a.ics")]
    [InlineData("Q85", "/inner/cal/alice@x/work/a.ics", "a.ics")]
    [InlineData("unescaped", "/cal/alice@x/work/per%cent.ics", "per%CEnt.ics")]
    [InlineData("unescaped", "/cal/alice@x/work/\u00fcn\u00ef.ics", "\u00fcn\u00ef.ics")]
    [InlineData("lower case", "/cal/alice@x/work/%c3%bcn%c3%af.ics", "\u00fcn\u00ef.ics")]
    [InlineData("deeper", "/cal/alice@x/work/sub/a.ics", "sub/a.ics")]
    public void A_member_has_one_key_however_it_is_spelled(string quirk, string href, string key)
    {
        Assert.Equal(MemberPlace.Member, Work.Locate(href, out string actual));
        Assert.True(key == actual, $"{quirk}: {actual}");
    }

    [Theory]
    [InlineData("/cal/alice%40x/work/per%cent.ics", "/cal/alice%40x/work/per%25cent.ics")]
    [InlineData("/cal/alice@x/work/a%C3%BC.ics", "/cal/alice@x/work/a%c3%bc.ics")]
    public void Two_spellings_of_one_server_give_one_key(string left, string right)
    {
        Work.Locate(left, out string first);
        Work.Locate(right, out string second);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(" /cal/a.ics\n", "/cal/a.ics")]
    [InlineData("/cal/a\nb\u001b[2J.ics", "/cal/a%0Ab%1B[2J.ics")]
    [InlineData("/cal/\u0000\u0085\u00fc.ics", "/cal/%00%C2%85\u00fc.ics")]
    public void A_received_address_is_one_line(string text, string href) => Assert.Equal(href, HrefPath.Received(text));

    [Theory]
    [InlineData("/cal/alice%40x/work/")]
    [InlineData("/cal/alice@x/work")]
    [InlineData("https://dav.example/cal/alice%40x/work//")]
    [InlineData("/alice@x/work/")]
    public void Q56_the_collection_is_itself(string href) => Assert.Equal(MemberPlace.Self, Work.Locate(href, out _));

    [Theory]
    [InlineData("/cal/alice@x/other/a.ics")]
    [InlineData("/cal/alice@x/worker/a.ics")]
    [InlineData("/a.ics")]
    [InlineData("/cal/alice@x/work/../../bob/a.ics")]
    public void Q12_other_collections_are_foreign(string href) => Assert.Equal(MemberPlace.Foreign, Work.Locate(href, out _));

    [Theory]
    [InlineData("/cal/alice%40x/work/a%2540b.ics", "https://dav.example/cal/alice%40x/work/a%2540b.ics")]
    [InlineData("https://evil.example/cal/alice@x/work/a.ics", "https://dav.example/cal/alice@x/work/a.ics")]
    [InlineData("a.ics", "https://dav.example/cal/alice%40x/work/a.ics")]
    [InlineData("/alice@x/work/a.ics", "https://dav.example/cal/alice%40x/work/a.ics")]
    [InlineData("/cal/alice@x/work/100%.ics", "https://dav.example/cal/alice@x/work/100%25.ics")]
    public void A_member_is_fetched_from_its_own_origin_with_its_own_spelling(string href, string uri) =>
        Assert.Equal(uri, Work.Resolve(href).AbsoluteUri);

    [Theory]
    [InlineData("/cal/alice%40x/work/a%2540b.ics", "/cal/alice%40x/work/a%2540b.ics")]
    [InlineData("https://dav.example/cal/a.ics", "https://dav.example/cal/a.ics")]
    [InlineData("co%3Alon.ics", "/cal/alice%40x/work/co%3Alon.ics")]
    [InlineData("./a.ics", "/cal/alice%40x/work/a.ics")]
    public void Q74_Q83_hrefs_go_back_as_they_came(string href, string sent) => Assert.Equal(sent, Work.Sendable(href));
}
