using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.CalDav;

/// <summary>What the privileges of the user (RFC 3744 section 5.4) say about writing items.</summary>
public class AccessTests
{
    [Theory]
    [InlineData("read read-acl write-properties", true)]
    [InlineData("read", true)]
    [InlineData("read write", false)]
    [InlineData("read bind unbind", false)]
    [InlineData("read write-content", false)]
    [InlineData("all", false)]
    [InlineData("", false)]
    public async Task Who_may_only_set_properties_may_not_write(string privileges, bool isReadOnly)
    {
        string set = string.Concat(privileges.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(name => $"<privilege><{name}/></privilege>"));
        await using var server = WireClient.Serve(_ => WireResponse.Of(
            207,
            "<multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><response><href>/home/shared/</href><propstat><prop><resourcetype><collection/><C:calendar/></resourcetype>"
            + $"<current-user-privilege-set>{set}</current-user-privilege-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"));
        var context = new RequestContext(new RecordingLog());
        using CalDavClient client = await WireClient.ConnectAsync(server, context);

        CalDavCalendar calendar = await client.GetCollectionAsync(server.At("/home/shared/"), context, TestContext.Current.CancellationToken);

        Assert.Equal(isReadOnly, calendar.IsReadOnly);
    }
}
