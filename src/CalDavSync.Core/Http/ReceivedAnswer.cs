using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace CalDavSync.Http;

/// <summary>An answer whose headers are there and whose body is still to be read.</summary>
internal sealed class ReceivedAnswer
{
    private const int MaximumCodings = 2;

    private ReceivedAnswer(HttpResponseMessage response, AnswerBody body, Exchange exchange)
    {
        Response = response;
        Body = body;
        Exchange = exchange;
    }

    public HttpResponseMessage Response { get; }

    public AnswerBody Body { get; }

    public Exchange Exchange { get; }

    public int Status => (int)Response.StatusCode;

    /// <summary>Opens the body: counted, watched, decompressed and bounded.</summary>
    public static async Task<ReceivedAnswer> OpenAsync(
        HttpResponseMessage response, Exchange exchange, TransportOptions options, ExchangeTrace? trace, CancellationToken cancellation)
    {
        try
        {
            exchange.Status = (int)response.StatusCode;
            var source = response.Content == null ? Stream.Null : await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            var wire = new WireStream(source, response, Length(response, exchange), exchange, options.OperationTimeout, cancellation);
            return new(response, new AnswerBody(Decode(wire, response, exchange), wire, exchange, options.MaximumResponseSize, trace), exchange);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public HttpAnswer ToAnswer() => new(Exchange.Address, Exchange.Method, Status, Response.ReasonPhrase ?? "", Header, Body, Body);

    private IReadOnlyList<string> Header(string name)
    {
        if (Response.Headers.TryGetValues(name, out var values)) return values.ToArray();
        return Response.Content != null && Response.Content.Headers.TryGetValues(name, out values) ? values.ToArray() : [];
    }

    private static long? Length(HttpResponseMessage response, Exchange exchange) =>
        exchange.Method == "HEAD" || (int)response.StatusCode is 204 or 304 ? 0 : response.Content?.Headers.ContentLength;

    private static Stream Decode(WireStream wire, HttpResponseMessage response, Exchange exchange)
    {
        Stream content = wire;
        if (response.Content == null || response.Content.Headers.ContentEncoding.Count == 0) return content;
        var codings = response.Content.Headers.ContentEncoding.Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        if (codings.Count > MaximumCodings) throw exchange.Malformed("is compressed more than twice, which is not accepted.");
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            content = codings[i].ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => new DecodingStream(content, true, exchange),
                "DEFLATE" => new DecodingStream(content, false, exchange),
                _ => throw exchange.Malformed($"has the Content-Encoding '{Excerpt.Of(codings[i])}', which was not asked for."),
            };
        }

        return content;
    }
}
