using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using CalDavSync.Errors;
using CalDavSync.Http;

namespace CalDavSync.Dav;

/// <summary>An answer that is no success: its status, its DAV:error conditions, its text.</summary>
internal sealed class DavFailure
{
    private const int MaximumBody = 64 * 1024;

    private readonly HttpAnswer _answer;

    private readonly int? _innerStatus;

    private readonly string? _description;

    private DavFailure(HttpAnswer answer, string text, IReadOnlyList<string> conditions, IReadOnlyList<string> hrefs, int? innerStatus, string? description)
    {
        _answer = answer;
        _innerStatus = innerStatus;
        _description = description;
        Text = text;
        Conditions = conditions;
        Hrefs = hrefs;
    }

    /// <summary>The status, for a 207 the first refusal inside (Xandikos answers a refused PUT so).</summary>
    public int Status => _answer.Status == 207 ? _innerStatus ?? 207 : _answer.Status;

    /// <summary>Status, reason, conditions and text in a line.</summary>
    public string Words => Describe();

    /// <summary>The body as text, at most 64 KiB of it.</summary>
    public string Text { get; }

    /// <summary>The local names of the children of DAV:error (RFC 4918 section 16).</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>The addresses inside DAV:error, for example the other object of no-uid-conflict.</summary>
    public IReadOnlyList<string> Hrefs { get; }

    public bool Has(string condition)
    {
        foreach (string name in Conditions)
        {
            if (name == condition) return true;
        }

        return false;
    }

    public static async Task<DavFailure> ReadAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        byte[] body = new byte[MaximumBody];
        int length = 0;
        while (length < body.Length)
        {
            int read = await answer.Body.ReadAsync(body, length, body.Length - length, cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            length += read;
        }

        string text = Decoded(answer, body, length);
        var conditions = new List<string>();
        var hrefs = new List<string>();
        int? innerStatus = null;
        string? description = null;
        Collect(text, conditions, hrefs, ref innerStatus, ref description);
        return new DavFailure(answer, text, conditions, hrefs, innerStatus, description);
    }

    /// <summary>The exception for this failure.</summary>
    /// <param name="isItem">The request was about one item, not about a collection.</param>
    /// <param name="what">What was asked for, with its article: for example <c>the calendar work</c>.</param>
    public CalDavException ToException(bool isItem, string what) => WithDetails(Create(isItem, what, Describe()));

    /// <summary>Gives an exception the address, status, conditions and excerpt of this answer.</summary>
    public T WithDetails<T>(T exception)
        where T : CalDavException
    {
        exception.Uri = _answer.Uri;
        exception.Method = _answer.Method;
        exception.StatusCode = Status;
        exception.Conditions = Conditions;
        exception.ResponseExcerpt = Excerpt.Of(Text);
        return exception;
    }

    private CalDavException Create(bool isItem, string what, string words) => Status switch
    {
        _ when Has("valid-sync-token") => new SyncTokenRejectedException($"The server does not accept the sync token for {what} any more: {words}"),
        _ when Has("quota-not-exceeded") || Has("sufficient-disk-space") => new QuotaExceededException($"The server has no room for {what}: {words}"),
        _ when Has("no-uid-conflict") || Has("unique-scheduling-object-resource") => new UidConflictException($"{(Hrefs.Count > 0 ? "The item " + Hrefs[0] : "Another item")} has the UID of {what}: {words}")
        {
            ExistingHref = Hrefs.Count > 0 ? Hrefs[0] : null,
        },
        403 => new AccessDeniedException($"The server does not allow this for {what}: {words}"),
        404 or 410 when isItem => new ItemNotFoundException($"There is no item at {_answer.Uri}: {words}"),
        404 or 410 => new CalendarNotFoundException($"There is nothing at {_answer.Uri}, which was asked for {what}: {words}"),
        507 => new QuotaExceededException($"The server has no room for {what}: {words}"),
        501 when _answer.Method is "PUT" or "DELETE" => new RequestRefusedException($"The server does not do {_answer.Method}, so nothing was done to {what}: {words}"),
        >= 500 => new ServerFailureException($"The server failed on {what}: {words}"),
        >= 400 => new RequestRefusedException($"The server refused {_answer.Method} for {what}: {words}"),
        202 => new UnexpectedAnswerException($"{_answer.Method} {_answer.Uri} was accepted for {what}, but is not done yet, and the server does not tell when it will be: {words}"),
        _ when _answer.Method is "PROPFIND" or "REPORT" or "PROPPATCH" => new UnexpectedAnswerException(
            $"{_answer.Method} {_answer.Uri} answered without the DAV multistatus that was expected for {what}: {words}"),
        _ => new UnexpectedAnswerException($"{_answer.Method} {_answer.Uri} answered what does not mean that it was done for {what}: {words}"),
    };

    private string Describe()
    {
        string status = _answer.Reason.Length > 0 && _answer.Status != 207 ? $"{Status} {Redaction.Text(_answer.Reason)}" : $"{Status}";
        if (Conditions.Count > 0) status += $" ({string.Join(", ", Conditions)})";
        if (_description is not null) status += ": " + (_description.Length > 160 ? _description.Substring(0, 160) + "…" : _description);
        string excerpt = Excerpt.Of(Text) ?? string.Empty;
        bool readable = _description is null && Conditions.Count == 0 && excerpt.Length > 0 && excerpt[0] != '<';
        if (readable) status += ": " + (excerpt.Length > 160 ? excerpt.Substring(0, 160) + "…" : excerpt);
        if (_answer.FirstHeader("X-Dav-Error") is { } detail) status += $" [X-Dav-Error: {Excerpt.Of(detail)}]";
        return status.TrimEnd('.') + ".";
    }

    // A mark at the beginning goes before every label, as in answers that are no failures (Q120).
    private static string Decoded(HttpAnswer answer, byte[] body, int length)
    {
        using var reader = new StreamReader(new MemoryStream(body, 0, length), DocumentEncoding.Of(answer.FirstHeader("Content-Type"), body, length), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    // Conditions are the children of DAV:error; what is inside them says more of them. Some servers add the reason in words.
    private static void Collect(string text, List<string> conditions, List<string> hrefs, ref int? innerStatus, ref string? description)
    {
        if (text.IndexOf('<') < 0) return;
        try
        {
            using var xml = new XmlTextReader(new IllegalCharacterFilter(new StringReader(text))) { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            int error = -1;
            while (xml.Read() && conditions.Count < 20)
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "error" && DavNamespace.IsDav(xml.NamespaceURI)) error = xml.Depth;
                else if (xml.LocalName == "status" && DavNamespace.IsDav(xml.NamespaceURI)) innerStatus ??= Refusal(xml.ReadString());
                else if (xml.LocalName is "responsedescription" || (error >= 0 && xml.LocalName is "message")) description ??= Excerpt.Of(xml.ReadString());
                else if (error >= 0 && xml.LocalName == "href") hrefs.Add(HrefPath.Received(xml.ReadString()));
                else if (error >= 0 && xml.Depth == error + 1 && (DavNamespace.IsDav(xml.NamespaceURI) || xml.NamespaceURI == DavNamespace.CalDav)) conditions.Add(xml.LocalName);
            }
        }
        catch (XmlException)
        {
            // An error page that is no XML says nothing machine-readable; its text goes into the excerpt.
            return;
        }
    }

    private static int? Refusal(string status) => StatusLine.Parse(status) is >= 400 and var code ? code : null;
}
