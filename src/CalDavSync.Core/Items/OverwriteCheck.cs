using System;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Http;

namespace CalDavSync.Items;

/// <summary>
/// Finds out what a creation has done that was answered 200 or 204: RFC 9110 section 9.3.4 says so of an item that was replaced, but some
/// servers say it of every item. The same item is sent once more: a server that refuses it now, as it must, would have refused it then.
/// </summary>
internal sealed class OverwriteCheck
{
    private readonly LearnedHabits _learned;
    private readonly RequestContext _context;
    private readonly ItemRequest _request;
    private readonly CollectionAddress _address;

    public OverwriteCheck(LearnedHabits learned, RequestContext context, ItemRequest request, CollectionAddress address)
    {
        _learned = learned;
        _context = context;
        _request = request;
        _address = address;
    }

    /// <summary>The item as it is now; warns when something may have been overwritten. Asks once for each connection.</summary>
    public async Task<WrittenItem> RunAsync(WrittenItem written, int status, CancellationToken cancellationToken)
    {
        if (_learned.HeedsIfNoneMatch == true) return written;
        Uri uri = _address.Resolve(written.Href);
        using HttpAnswer answer = await _request.SendAsync(uri, written.Text, new("If-None-Match", "*"), new WriteOptions { IsSilent = true }, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 201 or 204)
        {
            _learned.HeedsIfNoneMatch = false;
            _context.Log.Warning(
                "overwrite " + written.Href,
                $"{uri} answered {status} to a new item, and the server does not heed If-None-Match: if there was an item at this address, it was overwritten. "
                + "From now on this connection looks before it creates one.");
            return WriteAnswer.Read(answer, written.Href, written.Text) with { IsNew = written.IsNew };
        }

        DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        if (WriteRefusal.IsPrecondition(failure)) _learned.HeedsIfNoneMatch = true;
        else _context.Log.Verbose($"{uri} answered {status} to a new item; servers say so when they replaced one. Asked again: {failure.Words}");
        return written;
    }
}
