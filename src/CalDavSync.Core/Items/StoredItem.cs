using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;

namespace CalDavSync.Items;

/// <summary>Reads back what a write made of an item: servers rewrite, rename and sometimes show the old version for a while.</summary>
internal sealed class StoredItem
{
    private readonly CalDavClient _client;
    private readonly CalDavCalendar _calendar;
    private readonly RequestContext _context;
    private readonly ItemAccess _items;

    public StoredItem(CalDavClient client, CalDavCalendar calendar, RequestContext context)
    {
        _client = client;
        _calendar = calendar;
        _context = context;
        _items = new ItemAccess(client, calendar, context);
    }

    /// <summary>
    /// The item with text and entity tag of the same version. Where the server does not show what was just written (Q160, Q165), that is
    /// the text that was sent with the tag of the answer.
    /// </summary>
    public async Task<CalDavItem> ReadAsync(WrittenItem written, CancellationToken cancellationToken)
    {
        CalDavItem? stored = null;
        try
        {
            stored = await _items.FindAsync(written.Href, cancellationToken).ConfigureAwait(false)
                ?? await FindByUidAsync(written.Text, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (exception is not (NotAuthenticatedException or ServerBusyException))
        {
            // It was written: that it cannot be read back must not look as if it had not been.
            _context.Log.Verbose($"{written.Href} was written, but cannot be read back. {exception.Message}");
        }

        if (stored is not null && (written.ETag is null || EntityTag.Same(stored.ETag, written.ETag))) return stored;
        if (stored is not null && stored.ETag is null) return stored;
        _context.Log.Verbose($"The server does not show {written.Href} yet as it was written.");
        return _items.ToItem(written.Href, written.ETag, written.Text);
    }

    /// <summary>The address of the item with a UID in this calendar; null when there is none, or the server cannot say.</summary>
    public async Task<string?> HrefOfUidAsync(string uid, CancellationToken cancellationToken)
    {
        string? href = null;
        try
        {
            var query = new ItemQuery { Uids = new[] { uid } };
            await new ItemSearch(_client, _calendar, _context, query, item => href ??= item.Href).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (exception is not (NotAuthenticatedException or ServerBusyException))
        {
            _context.Log.Verbose($"{_calendar} cannot be searched for the UID. {exception.Message}");
        }

        return href;
    }

    // Calypso stores under another name and does not tell.
    private async Task<CalDavItem?> FindByUidAsync(string text, CancellationToken cancellationToken)
    {
        string? uid = ItemReader.Read(text).Uid;
        string? href = uid is null ? null : await HrefOfUidAsync(uid, cancellationToken).ConfigureAwait(false);
        return href is null ? null : await _items.FindAsync(href, cancellationToken).ConfigureAwait(false);
    }
}
