using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace CalDavSync.Http;

/// <summary>Writes one exchange to the debug log, without secrets. Made only when somebody reads that log.</summary>
internal sealed class ExchangeTrace
{
    private const int MaximumBody = 4096;

    private readonly Exchange _exchange;
    private byte[]? _body = new byte[MaximumBody];
    private int _kept;
    private long _length;

    public ExchangeTrace(Exchange exchange) => _exchange = exchange;

    public void Request(HttpRequestMessage request, byte[]? body)
    {
        var text = new StringBuilder("> ").Append(_exchange.Name).Append(" HTTP/").Append(request.Version);
        Append(text, '>', request.Headers);
        if (request.Content != null) Append(text, '>', request.Content.Headers);
        if (body is { Length: > 0 }) Append(text, body, Math.Min(body.Length, MaximumBody), body.Length);
        _exchange.Context.Log.Debug(text.ToString());
    }

    public void Response(HttpResponseMessage response)
    {
        var text = new StringBuilder("< HTTP/").Append(response.Version).Append(' ').Append((int)response.StatusCode).Append(' ').Append(response.ReasonPhrase);
        Append(text, '<', response.Headers);
        if (response.Content != null) Append(text, '<', response.Content.Headers);
        _exchange.Context.Log.Debug(text.ToString());
    }

    /// <summary>Keeps the beginning of the body as it is read.</summary>
    public void BodyPart(byte[] buffer, int offset, int count)
    {
        _length += count;
        if (_body == null || _kept == MaximumBody) return;
        var kept = Math.Min(count, MaximumBody - _kept);
        Buffer.BlockCopy(buffer, offset, _body, _kept, kept);
        _kept += kept;
    }

    /// <summary>Tells what came of the body; once.</summary>
    public void BodyEnded()
    {
        var body = _body;
        _body = null;
        if (body == null || _kept == 0) return;
        var text = new StringBuilder("< body of ").Append(_exchange.Name);
        Append(text, body, _kept, _length);
        _exchange.Context.Log.Debug(text.ToString());
    }

    private static void Append(StringBuilder text, char direction, HttpHeaders headers)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
        {
            foreach (var value in header.Value)
                text.Append('\n').Append(direction).Append(' ').Append(header.Key).Append(": ").Append(Redaction.Header(header.Key, value));
        }
    }

    private static void Append(StringBuilder text, byte[] body, int shown, long total)
    {
        text.Append('\n').Append(Redaction.Text(Encoding.UTF8.GetString(body, 0, shown)));
        if (total > shown) text.Append("\n… (").Append(total).Append(" bytes)");
    }
}
