using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Core.Tests.Http;

/// <summary>Answers 200 without any network and remembers what was asked.</summary>
internal sealed class CountingHandler : HttpMessageHandler
{
    public int Count { get; private set; }

    public string? LastAuthorization { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Count++;
        LastAuthorization = request.Headers.TryGetValues("Authorization", out var values) ? string.Join("|", values) : null;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) });
    }
}
