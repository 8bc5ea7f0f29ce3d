using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>The encoding of answers that are failures.</summary>
public class RefusalEncodingTests
{
    // Q120 holds for failures too.
    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    public async Task A_reason_is_read_in_whatever_encoding_it_comes(string encoding, bool isMarked)
    {
        const string Body = "<error xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><C:no-uid-conflict><href>/cal/\u00E4.ics</href></C:no-uid-conflict></error>";
        Encoding written = Encoding.GetEncoding(encoding);
        byte[] body = [.. isMarked ? written.GetPreamble() : [], .. written.GetBytes(Body)];
        await using var server = WireClient.Serve(request => request.Method == "PUT" ? WireResponse.Of(409, body, ("Content-Type", "application/xml")) : WireResponse.Of(404));
        Assert.Equal("/cal/\u00E4.ics", (await Assert.ThrowsAsync<UidConflictException>(async () => await (await WireClient.WriterAsync(server)).CreateAsync(EventText.Of("u1", "One"), WriteOptions.None, ItemBench.Token))).ExistingHref);
    }
}
