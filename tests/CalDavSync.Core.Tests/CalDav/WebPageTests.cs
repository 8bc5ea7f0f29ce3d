using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Http;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.CalDav;

/// <summary>Somebody gives the address of a web page.</summary>
public class WebPageTests : TransportTest
{
    [Theory]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_server_without_WebDAV_is_not_to_be_tried_again_later(int status)
    {
        await using var server = new ScriptedServer(_ => WireResponse.Of(status, "<html></html>", ("Content-Type", "text/html")));

        var error = await Assert.ThrowsAsync<UnexpectedAnswerException>(() =>
            CalDavClient.ConnectAsync(new ConnectRequest(server.Uri.AbsoluteUri, new TransportOptions()), Context, Clock, Token));

        Assert.Equal(status, error.StatusCode);
        Assert.Contains("does not know PROPFIND", error.Message, System.StringComparison.Ordinal);
        Assert.Empty(Clock.Delays);
    }
}
