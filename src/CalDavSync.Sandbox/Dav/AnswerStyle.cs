using System.Text;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>What a server does to a finished answer: its status, content type, encoding and connection.</summary>
internal sealed class AnswerStyle
{
    private readonly QuirkSet _quirks;

    public AnswerStyle(QuirkSet quirks) => _quirks = quirks;

    public HttpResponse Apply(HttpRequest request, HttpResponse response)
    {
        bool report = request.Method == "REPORT" && response.Status == 207;
        if (report && _quirks.Has(FetchQuirks.HtmlAnswers)) response = HttpResponse.Text(200, string.Empty, "text/html; charset=utf-8");
        if (report && _quirks.Has(FetchQuirks.EmptyMultistatus)) response.Stream = _ => { };
        if (response.Stream is not null) Xml(response);
        if (response.Status == 207 && _quirks.Has(FetchQuirks.ReportAnswers200)) response.Status = 200;
        response.Uncompressed |= _quirks.Has(TransportQuirks.NoGzip);
        response.AsHttp10 |= _quirks.Has(TransportQuirks.Http10);
        response.Close |= _quirks.Has(TransportQuirks.ClosesEveryConnection);
        return response;
    }

    private void Xml(HttpResponse response)
    {
        if (_quirks.Has(FetchQuirks.TextPlainContentType)) response.Headers["Content-Type"] = "text/plain; charset=utf-8";
        if (_quirks.Has(FetchQuirks.NoContentType)) response.Headers["Content-Type"] = null;
        if (_quirks.Has(FetchQuirks.ByteOrderMark)) response.Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        if (_quirks.Has(FetchQuirks.Utf16Xml))
        {
            response.Encoding = Encoding.Unicode;
            response.Headers["Content-Type"] = "application/xml; charset=utf-16";
            response.Transform = text => text.Replace("encoding=\"utf-8\"", "encoding=\"utf-16\"");
        }

        if (_quirks.Has(FetchQuirks.DefaultNamespace)) response.Transform = WithDefaultNamespace;
    }

    private static string WithDefaultNamespace(string text) =>
        text.Replace("xmlns:D=\"DAV:\"", "xmlns=\"DAV:\"").Replace("<D:", "<").Replace("</D:", "</");
}
