using System.Text;
using CalDavSync.Dav;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

public class DocumentEncodingTests
{
    [Theory]
    [InlineData(null, "", "utf-8", "utf-8")]
    [InlineData("text/xml", "", "utf-8", "utf-8")]
    [InlineData("text/xml; charset=\"ISO-8859-1\"", "", "iso-8859-1", "iso-8859-1")]
    [InlineData(null, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "iso-8859-1", "iso-8859-1")]
    [InlineData("text/xml; charset=utf-8", "<?xml version='1.0' encoding='iso-8859-1'?>", "utf-8", "utf-8")]
    [InlineData("text/xml; charset=iso-8859-1", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "utf-8", "utf-8")]
    [InlineData("text/xml; charset=iso-8859-1", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "iso-8859-1", "iso-8859-1")]
    [InlineData(null, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "utf-8", "utf-8")]
    [InlineData(null, "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "utf-8", "utf-8")]
    [InlineData(null, "<?xml version=\"1.0\" encoding=\"klingon\"?>", "utf-8", "utf-8")]
    [InlineData("text/xml; charset=utf-16", "<?xml version=\"1.0\"?>", "utf-16", "utf-16")]
    [InlineData("text/xml", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "utf-16BE", "utf-16BE")]
    public void Q120_what_the_octets_are_goes_before_what_they_are_called(string? mediaType, string declaration, string written, string expected)
    {
        byte[] octets = Encoding.GetEncoding(written).GetBytes(declaration + "<a>Grüße</a>");

        Assert.Equal(expected, DocumentEncoding.Of(mediaType, octets, octets.Length).WebName, ignoreCase: true);
    }

    [Fact]
    public void Q120_a_letter_cut_by_the_look_ahead_is_no_doubt()
    {
        byte[] octets = Encoding.UTF8.GetBytes("<a>ßGrü");

        Assert.Equal("utf-8", DocumentEncoding.Of("text/xml; charset=iso-8859-1", octets, octets.Length - 1).WebName);
        Assert.Equal("iso-8859-1", DocumentEncoding.Of("text/xml; charset=iso-8859-1", Encoding.ASCII.GetBytes("<a>"), 3).WebName);
    }
}
