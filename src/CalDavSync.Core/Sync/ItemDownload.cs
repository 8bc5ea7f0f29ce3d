using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;

namespace CalDavSync.Sync;

/// <summary>Reads one member by GET.</summary>
internal sealed class ItemDownload
{
    // Items in a row that could not be read because the connection failed: one may be what the server stumbles over, so many are the server.
    private const int MostLost = 6;

    // A time-out costs far more than a broken connection.
    private const int LostByTimeOut = 2;

    /// <summary>In bytes: more than any server takes as one item.</summary>
    private const int MaximumLength = 64 * 1024 * 1024;

    private readonly SyncRun _run;
    private int _lost;

    public ItemDownload(SyncRun run) => _run = run;

    /// <summary>The body; without text and error when the item is gone, with the error when it could not be read.</summary>
    /// <exception cref="CalDavException">The server itself cannot be used now.</exception>
    public async Task<ItemBody> GetAsync(ReportedMember member, CancellationToken cancellationToken, int? maximumRetryCount = null)
    {
        try
        {
            Uri uri = _run.Address.Resolve(member.Href);
            if (Volatile.Read(ref _lost) > 0) maximumRetryCount ??= 0;
            ItemBody? body = await TryGetAsync(member, uri, maximumRetryCount, cancellationToken).ConfigureAwait(false);
            foreach (Uri other in OtherSpellings(uri))
            {
                body ??= await TryGetAsync(member, other, maximumRetryCount, cancellationToken).ConfigureAwait(false);
            }

            ServerAnswered();
            return body ?? new ItemBody(member, null, null, null);
        }
        catch (CalDavException exception) when (!IsAboutTheServer(exception))
        {
            return new ItemBody(member, null, null, exception);
        }
    }

    /// <summary>The server answers some requests, so that lost ones are about their items.</summary>
    public void ServerAnswered() => Interlocked.Exchange(ref _lost, 0);

    // Asking such a server for the next item would fail the same way, after the same waits.
    private bool IsAboutTheServer(CalDavException exception) => exception switch
    {
        NotAuthenticatedException or ServerBusyException or ConnectionFailedException { WasNeverSent: true } => true,
        ConnectionFailedException => Interlocked.Increment(ref _lost) >= MostLost,
        RequestTimedOutException => Interlocked.Add(ref _lost, LostByTimeOut) >= MostLost,
        _ => false,
    };

    private async Task<ItemBody?> TryGetAsync(ReportedMember member, Uri uri, int? maximumRetryCount, CancellationToken cancellationToken)
    {
        var call = new HttpCall("GET", uri) { MaximumRetryCount = maximumRetryCount };
        using HttpAnswer answer = await _run.Transport.SendAsync(call, _run.Context, cancellationToken).ConfigureAwait(false);
        if (IsFolder(uri, answer)) return new ItemBody(member, null, null, null) { IsCollection = true };
        if (answer.Status is 404 or 410) return null;
        if (answer.Status != 200)
        {
            DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            throw failure.ToException(isItem: true, "the item " + member.Href);
        }

        string text = await ReadTextAsync(answer, cancellationToken).ConfigureAwait(false);
        if (IsPage(answer, uri, text))
        {
            throw new UnexpectedAnswerException($"GET {uri} answered with a web page where the item was expected: {Excerpt.Of(text)}")
            {
                Uri = uri,
                Method = "GET",
                StatusCode = answer.Status,
                ResponseExcerpt = Excerpt.Of(text),
            };
        }

        string? etag = answer.FirstHeader("ETag") ?? answer.FirstHeader("OC-ETag");
        return new ItemBody(member, text, etag is null || EntityTag.Same(etag, member.ETag) ? member.ETag : etag, null);
    }

    // What is no UTF-8 must not become text that looks right: it is kept out of every copy, by name. What its server names another encoding for
    // is no guess.
    private static async Task<string> ReadTextAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await answer.Body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > MaximumLength) throw TooLong(answer);
            body.Write(buffer, 0, read);
        }

        body.Position = 0;
        using var reader = new StrictTextReader(new FoldRepairStream(body));
        string text = reader.ReadToEnd();
        if (text.IndexOf('\0') < 0) return text;
        byte[] octets = body.ToArray();
        Encoding named = DocumentEncoding.Of(answer.FirstHeader("Content-Type"), octets, octets.Length);
        return named is UTF8Encoding ? text : named.GetString(octets);
    }

    private static UnexpectedAnswerException TooLong(HttpAnswer answer) =>
        new($"GET {answer.Uri} answered with more than {MaximumLength} bytes, which is no item.") { Uri = answer.Uri, Method = answer.Method, StatusCode = answer.Status };

    // Servers redirect the address of a collection without its last slash to the one with it.
    private static bool IsFolder(Uri asked, HttpAnswer answer) => answer.Uri.AbsolutePath == asked.AbsolutePath + "/";

    // Portals and sign-in pages answer 200 to everything; a collection of web pages names them so.
    private static bool IsPage(HttpAnswer answer, Uri uri, string text)
    {
        bool isHtml = answer.FirstHeader("Content-Type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        return isHtml && uri.AbsolutePath.IndexOf(".htm", StringComparison.OrdinalIgnoreCase) < 0 && !ItemReader.LooksLikeCalendar(text);
    }

    // iCloud refuses %40 in a GET where its listing writes it, others the other way round (Q73). Some servers do not escape what they list at all,
    // so that a percent sign of the name stands there as itself.
    private static IEnumerable<Uri> OtherSpellings(Uri uri)
    {
        string address = uri.AbsoluteUri;
        string other = address.IndexOf("%40", StringComparison.Ordinal) >= 0 ? address.Replace("%40", "@") : address.Replace("@", "%40");
        if (other != address) yield return new Uri(other);
        if (address.IndexOf('%') >= 0) yield return new Uri(address.Replace("%", "%25"));
    }
}
