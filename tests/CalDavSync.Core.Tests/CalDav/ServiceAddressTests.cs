using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Core.Tests.CalDav;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("htp://alice:secret@dav.example.org/")]
    [InlineData("https://alice:secret@dav example org/")]
    [InlineData("alice:secret@dav example org")]
    public async Task An_address_that_cannot_be_used_is_named_without_the_password_in_it(string address)
    {
        var request = new ConnectRequest(address, new TransportOptions());

        ConnectionFailedException error = await Assert.ThrowsAsync<ConnectionFailedException>(() => ServiceAddress.CandidatesAsync(
            request, new RequestContext(SilentLog.Instance), new FakeClock(), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("secret", error.Message);
        Assert.Contains("dav", error.Message);
    }
}
