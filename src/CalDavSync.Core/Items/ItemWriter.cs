using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.Sync;

namespace CalDavSync.Items;

/// <summary>Creates, replaces and deletes the items of one calendar; a write is conditional unless it is forced.</summary>
internal sealed class ItemWriter
{
    private readonly CalDavCalendar _calendar;
    private readonly RequestContext _context;
    private readonly WritingHabits _habits;
    private readonly ItemRequest _request;
    private readonly CollectionAddress _address;
    private readonly ConditionalWrite _conditional;
    private readonly OverwriteCheck _overwrites;

    public ItemWriter(CalDavClient client, CalDavCalendar calendar, RequestContext context)
    {
        _calendar = calendar;
        _context = context;
        _habits = new WritingHabits(client);
        _request = new ItemRequest(client, calendar, context, _habits);
        Items = new ItemAccess(client, calendar, context);
        _address = Items.Run.Address;
        Stored = new StoredItem(client, calendar, context);
        _conditional = new ConditionalWrite(calendar, context, _habits, _request, Items);
        _overwrites = new OverwriteCheck(client.Learned, context, _request, _address);
    }

    public ItemAccess Items { get; }

    /// <summary>For reading back what was written.</summary>
    public StoredItem Stored { get; }

    /// <summary>Stores a new item under a name made of its UID, or the one wished for.</summary>
    /// <exception cref="InvalidCalendarDataException">The text is not one item, or the server does not like it.</exception>
    /// <exception cref="ItemExistsException">There is one at this address.</exception>
    /// <exception cref="UidConflictException">Another one has this UID (Q151, Q152).</exception>
    /// <exception cref="CalDavException">The subclass says what else went wrong.</exception>
    public async Task<WrittenItem> CreateAsync(string text, WriteOptions options, CancellationToken cancellationToken)
    {
        string uid = ItemText.RequireUid(text);
        string name = options.Name ?? ItemName.For(uid);
        string href = _calendar.Uri.AbsolutePath + name;
        Uri uri = _address.Resolve(href);
        bool isChecked = _habits.IgnoresIfNoneMatch;
        if (isChecked && (await Items.StatAsync(href, cancellationToken).ConfigureAwait(false)).Exists) throw Exists(name);
        int before = _context.Requests;
        using HttpAnswer answer = await _request
            .SendAsync(uri, text, new("If-None-Match", "*"), options, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 201 or 204)
        {
            if (WriteAnswer.IsPage(answer) && !(await Items.StatAsync(href, cancellationToken).ConfigureAwait(false)).Exists)
            {
                throw (await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false)).ToException(isItem: true, name);
            }

            WrittenItem written = WriteAnswer.Read(answer, href, text);
            return isChecked || answer.Status == 201 ? written : await _overwrites.RunAsync(written, answer.Status, cancellationToken).ConfigureAwait(false);
        }

        DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        CalDavException error = WriteRefusal.Explain(failure, _calendar, name, isCreation: true);
        if (error is UidConflictException { ExistingHref: null })
        {
            string? other = await Stored.HrefOfUidAsync(uid, cancellationToken).ConfigureAwait(false);
            if (other is not null) error = failure.WithDetails(new UidConflictException($"The item {other} has the UID of {name}: {failure.Words}") { ExistingHref = other });
        }

        if (!WriteRefusal.IsPrecondition(failure)) throw error;
        return await Already(failure, href, text, _context.Requests - before > 1, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses an address that is none of an item below this calendar; then nothing is written.</summary>
    /// <exception cref="ItemNotFoundException">It is the calendar, a collection, or elsewhere.</exception>
    public async Task RequireMemberAsync(string href, CancellationToken cancellationToken)
    {
        ItemAddress.Require(href);
        if (ItemAddress.IsMember(_address, href)) return;

        // Answers of a redirected calendar name its members by its new address (Q131), which only an answer tells.
        bool mayBeMoved = _address.Locate(href, out _) == MemberPlace.Foreign;
        if (mayBeMoved) await CollectionProbe.IsThereAsync(Items.Run, cancellationToken).ConfigureAwait(false);
        if (!mayBeMoved || !ItemAddress.IsMember(_address, href)) throw ItemAddress.NotIn(_calendar, _address, href);
    }

    /// <summary>Replaces the text of an item, if it is still the version that was read.</summary>
    /// <param name="etag">The entity tag that was read together with <paramref name="baseText"/>; never a fresher one (Q159).</param>
    /// <param name="baseText">The text that was read, where it is known; compared where entity tags do not work (Q88, Q91).</param>
    /// <exception cref="ItemChangedException">It is another version by now.</exception>
    /// <exception cref="EntityTagRefusedException">It is not, but the server takes no condition.</exception>
    /// <exception cref="ItemNotFoundException">It is gone, or no item of this calendar.</exception>
    /// <exception cref="CalDavException">The subclass says what else went wrong.</exception>
    public async Task<WrittenItem> ReplaceAsync(
        string href, string? etag, string? baseText, string text, WriteOptions options, CancellationToken cancellationToken)
    {
        ItemText.RequireUid(text);
        await RequireMemberAsync(href, cancellationToken).ConfigureAwait(false);
        WrittenItem? written = await _conditional.RunAsync(href, etag, baseText, text, options, cancellationToken).ConfigureAwait(false);
        return written ?? throw new ItemNotFoundException($"{href} was deleted on the server since it was read.") { Uri = _address.Resolve(href), Method = "PUT" };
    }

    /// <summary>Deletes an item, if it is still the version that was read. False when it was gone already, which is as good (Q163).</summary>
    /// <exception cref="ItemChangedException">It is another version by now.</exception>
    /// <exception cref="EntityTagRefusedException">It is not, but the server takes no condition.</exception>
    /// <exception cref="ItemNotFoundException">The address is none of an item of this calendar.</exception>
    /// <exception cref="CalDavException">The subclass says what else went wrong.</exception>
    public async Task<bool> DeleteAsync(string href, string? etag, string? baseText, WriteOptions options, CancellationToken cancellationToken)
    {
        await RequireMemberAsync(href, cancellationToken).ConfigureAwait(false);
        return await _conditional.RunAsync(href, etag, baseText, null, options, cancellationToken).ConfigureAwait(false) is not null;
    }

    // A repeated request may have met its own first try.
    private async Task<WrittenItem> Already(
        DavFailure failure, string href, string text, bool wasRepeated, WriteOptions options, CancellationToken cancellationToken)
    {
        if (!wasRepeated && options.IfSyncToken is null)
        {
            // DAViCal answers so to a text it cannot take apart, and names the header where it means that.
            if (failure.Has("if-none-match") || !await IsMissingAsync(href, cancellationToken).ConfigureAwait(false)) throw failure.WithDetails(Exists(href));
            throw failure.WithDetails(new InvalidCalendarDataException($"{_calendar} does not accept the text of {href}, although there is nothing at this address: {failure.Words}"));
        }

        CalDavItem? there = await Items.FindAsync(href, cancellationToken).ConfigureAwait(false);
        if (there is null && options.IfSyncToken is not null)
        {
            throw failure.WithDetails(new CollectionChangedException($"{_calendar} has changed since the sync token was given; nothing was written."));
        }

        if (wasRepeated && there?.Content is { } stored && ItemText.IsSameItem(stored, text)) return new WrittenItem(there.Href, there.ETag, text, IsNew: true);
        throw failure.WithDetails(Exists(href));
    }

    private async Task<bool> IsMissingAsync(string href, CancellationToken cancellationToken)
    {
        try
        {
            return !(await Items.StatAsync(href, cancellationToken).ConfigureAwait(false)).Exists;
        }
        catch (CalDavException exception)
        {
            _context.Log.Verbose($"Nobody can tell whether there is an item at {href}: {exception.Message}");
            return false;
        }
    }

    private ItemExistsException Exists(string name) => new($"{_calendar} already has an item at {name}.") { Uri = _calendar.Uri, Method = "PUT" };
}
