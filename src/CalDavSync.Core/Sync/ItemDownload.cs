using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;

namespace CalDavSync.Sync;

/// <summary>Reads one member by GET.</summary>
internal sealed class ItemDownload
{
    private readonly SyncRun _run;

    public ItemDownload(SyncRun run) => _run = run;

    /// <summary>The body; without text and error when the item is gone, with the error when it could not be read.</summary>
    public async Task<ItemBody> GetAsync(ReportedMember member, CancellationToken cancellationToken)
    {
        try
        {
            Uri uri = _run.Address.Resolve(member.Href);
            ItemBody? body = await TryGetAsync(member, uri, cancellationToken).ConfigureAwait(false);
            if (body is null && OtherSpelling(uri) is { } other) body = await TryGetAsync(member, other, cancellationToken).ConfigureAwait(false);
            return body ?? new ItemBody(member, null, null, null);
        }
        catch (CalDavException exception) when (exception is not (NotAuthenticatedException or ServerBusyException))
        {
            return new ItemBody(member, null, null, exception);
        }
    }

    private async Task<ItemBody?> TryGetAsync(ReportedMember member, Uri uri, CancellationToken cancellationToken)
    {
        using HttpAnswer answer = await _run.Transport.SendAsync(new HttpCall("GET", uri), _run.Context, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 404 or 410) return null;
        if (answer.Status != 200)
        {
            DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            throw failure.ToException(isItem: true, "item " + member.Href);
        }

        using var reader = new StreamReader(answer.Body, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        string text = await reader.ReadToEndAsync().ConfigureAwait(false);
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

    // Portals and sign-in pages answer 200 to everything; a collection of web pages names them so.
    private static bool IsPage(HttpAnswer answer, Uri uri, string text)
    {
        bool isHtml = answer.FirstHeader("Content-Type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        return isHtml && uri.AbsolutePath.IndexOf(".htm", StringComparison.OrdinalIgnoreCase) < 0 && !ItemReader.LooksLikeCalendar(text);
    }

    // iCloud refuses %40 in a GET where its listing writes it, others the other way round (Q73).
    private static Uri? OtherSpelling(Uri uri)
    {
        string path = uri.AbsoluteUri;
        string other = path.IndexOf("%40", StringComparison.Ordinal) >= 0 ? path.Replace("%40", "@") : path.Replace("@", "%40");
        return other == path ? null : new Uri(other);
    }
}
