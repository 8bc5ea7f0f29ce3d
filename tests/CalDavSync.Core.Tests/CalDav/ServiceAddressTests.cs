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

    [Theory]
    [InlineData("https://alice:secret@dav.example.org/work/", true)]
    [InlineData("caldavs://:secret@dav.example.org?x", true)]
    [InlineData("alice:secret@127.0.0.1/work/", true)]
    [InlineData("https://alice@dav.example.org/work/", false)]
    [InlineData("https://dav.example.org:8443/users/alice@example.org/work:1/", false)]
    [InlineData("127.0.0.1:8443/users/alice@example.org", false)]
    [InlineData("alice@127.0.0.1:8443", false)]
    public async Task A_password_inside_an_address_is_warned_of_and_never_shown(string address, bool isWarned)
    {
        var log = new RecordingLog();
        var request = new ConnectRequest(address, new TransportOptions()) { NoDiscovery = true };

        var candidates = await ServiceAddress.CandidatesAsync(request, new RequestContext(log), new FakeClock(), TestContext.Current.CancellationToken);

        Assert.Equal(isWarned ? 1 : 0, log.Warnings.Count);
        Assert.All(log.Warnings, warning => Assert.Contains("-Credential", warning.Message));
        Assert.DoesNotContain("secret", log.Everything);
        Assert.All(candidates, candidate => Assert.Empty(candidate.UserInfo));
    }
}
