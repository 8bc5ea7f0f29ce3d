using CalDavSync.Dav;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

public class StatusLineTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK", 200)]
    [InlineData("HTTP/1.1 404", 404)]
    [InlineData(" 200 OK ", 200)]
    [InlineData("507", 507)]
    [InlineData("http/1.1 404 not found", 404)]
    [InlineData("HTTP/1.1  418 I'm a teapot", 418)]
    public void Q61_Q62_the_number_is_found(string text, int status) => Assert.Equal(status, StatusLine.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("HTTP/1.1")]
    [InlineData("2000")]
    [InlineData("999")]
    [InlineData("HTTP/1.1 20x")]
    public void Q61_garbage_is_no_status(string text) => Assert.Null(StatusLine.Parse(text));
}
