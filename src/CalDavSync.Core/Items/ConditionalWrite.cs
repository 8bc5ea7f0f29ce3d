using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;

namespace CalDavSync.Items;

/// <summary>Replaces or deletes one item on the condition that it is the version that was read.</summary>
internal sealed class ConditionalWrite
{
    private readonly CalDavCalendar _calendar;
    private readonly RequestContext _context;
    private readonly WritingHabits _habits;
    private readonly ItemRequest _request;
    private readonly ItemAccess _items;
    private readonly CollectionAddress _address;

    public ConditionalWrite(CalDavCalendar calendar, RequestContext context, WritingHabits habits, ItemRequest request, ItemAccess items)
    {
        _calendar = calendar;
        _context = context;
        _habits = habits;
        _request = request;
        _items = items;
        _address = items.Run.Address;
    }

    /// <summary>Writes; null when the item is gone.</summary>
    /// <param name="text">The new text; null deletes.</param>
    public async Task<WrittenItem?> RunAsync(string href, string? etag, string? baseText, string? text, WriteOptions options, CancellationToken cancellationToken)
    {
        // Of an address alone nobody knows what it is, and a folder goes with everything in it.
        bool isUnseen = options.Force && etag is null && baseText is null;
        if (isUnseen || _calendar.IsOrdinaryCollection) await RequireNoCollectionAsync(href, cancellationToken).ConfigureAwait(false);
        string? condition = options.Force ? null : await ConditionAsync(href, etag, baseText, cancellationToken).ConfigureAwait(false);
        if (condition is null && !options.Force) return null;
        DavFailure? failure = null;
        int before = _context.Requests;
        WrittenItem? written = await SendAsync(href, text, condition, options, refused => failure = refused, cancellationToken).ConfigureAwait(false);
        if (failure is null) return written;
        if (options.Force) return await ForceAsync(href, text, options, failure, cancellationToken).ConfigureAwait(false);

        // A repeated request may have met its own first try.
        bool repeated = _context.Requests - before > 1;
        // Before the text, so that the tag is of no later version than the text that is compared.
        string? listed = etag is not null && EntityTag.IsWeak(etag) ? await ListedTagAsync(href, cancellationToken).ConfigureAwait(false) : null;
        CalDavItem? current = await _items.FindAsync(href, cancellationToken).ConfigureAwait(false);
        if (current is null) return null;
        if (repeated && text is not null && ItemText.IsSameItem(current.Content!, text)) return new WrittenItem(current.Href, current.ETag, text, IsNew: false);
        string? second = SecondCondition(current, etag, listed, baseText, failure, options);
        if (second is not null)
        {
            failure = null;
            written = await SendAsync(href, text, second, options, refused => failure = refused, cancellationToken).ConfigureAwait(false);
            if (failure is null) return written;
        }

        throw failure!.WithDetails(Refused(href, etag ?? current.ETag));
    }

    // Some servers let nothing be overwritten unless the writer names the version (RFC 6585 section 3, Radicale's strict preconditions).
    private async Task<WrittenItem?> ForceAsync(string href, string? text, WriteOptions options, DavFailure failure, CancellationToken cancellationToken)
    {
        ItemState now = await _items.StatAsync(href, cancellationToken).ConfigureAwait(false);
        if (!now.Exists) return null;
        if (now.ETag is null || !IfMatch.CanCarry(now.ETag)) throw WriteRefusal.Explain(failure, _calendar, href, isCreation: false);
        DavFailure? again = null;
        WrittenItem? written = await SendAsync(href, text, IfMatch.Value(now.ETag), options, refused => again = refused, cancellationToken).ConfigureAwait(false);
        return again is null ? written : throw WriteRefusal.Explain(again, _calendar, href, isCreation: false);
    }

    private async Task RequireNoCollectionAsync(string href, CancellationToken cancellationToken)
    {
        if ((await _items.StatAsync(href, cancellationToken).ConfigureAwait(false)).IsCollection) throw ItemAddress.IsCollection(href);
    }

    /// <summary>If-Match's value; null when the item is gone.</summary>
    private async Task<string?> ConditionAsync(string href, string? etag, string? baseText, CancellationToken cancellationToken)
    {
        if (etag is not null)
        {
            bool canCarry = IfMatch.CanCarry(etag);
            if (canCarry && !_habits.IgnoresIfMatch) return IfMatch.Value(etag);
            ItemState now = await _items.StatAsync(href, cancellationToken).ConfigureAwait(false);
            if (!now.Exists) return null;
            if (now.ETag is null ? !canCarry : !EntityTag.Same(now.ETag, etag)) throw Changed(href);
            return canCarry ? IfMatch.Value(etag) : "*";
        }

        if (baseText is null)
        {
            throw new ItemChangedException($"No ETag of {href} is known, so nobody can tell whether it changed. Read the item first, or write it with -Force.") { Uri = _address.Resolve(href) };
        }

        // Without entity tags the texts are compared (Q91); a tag that comes with the same text is that text's.
        CalDavItem? current = await _items.FindAsync(href, cancellationToken).ConfigureAwait(false);
        if (current is null) return null;
        if (current.Content != baseText) throw Changed(href);
        return current.ETag is { } tag && IfMatch.CanCarry(tag) ? IfMatch.Value(tag) : "*";
    }

    // What weakens the tags of texts on their way often leaves those inside a PROPFIND alone (Q88).
    private async Task<string?> ListedTagAsync(string href, CancellationToken cancellationToken)
    {
        try
        {
            return (await _items.StatAsync(href, cancellationToken).ConfigureAwait(false)).ETag;
        }
        catch (CalDavException exception) when (exception is RequestRefusedException or AccessDeniedException or ServerFailureException or UnexpectedAnswerException)
        {
            _context.Log.Verbose($"PROPFIND does not tell the entity tag of {href}. {exception.Message}");
            return null;
        }
    }

    // At most one more try, and only while the version is the one that was read.
    private string? SecondCondition(CalDavItem current, string? etag, string? listed, string? baseText, DavFailure failure, WriteOptions options)
    {
        bool sameText = baseText is not null && current.Content == baseText;
        if (!EntityTag.Same(current.ETag, etag) && !sameText) throw failure.WithDetails(Changed(current.Href));
        if (options.IfSyncToken is not null)
        {
            throw failure.WithDetails(new CollectionChangedException($"{_calendar} has changed since the sync token was given; {current.Href} was not written."));
        }

        if (etag is null) return null;
        if (IsStrongOther(listed, etag)) return IfMatch.Value(listed!);
        return sameText && IsStrongOther(current.ETag, etag) ? IfMatch.Value(current.ETag!) : IfMatch.AsReceived(etag);
    }

    private static bool IsStrongOther(string? tag, string etag) =>
        tag is not null && IfMatch.CanCarry(tag) && !EntityTag.IsWeak(tag) && !EntityTag.Same(tag, etag);

    /// <summary>The result; null when the item is gone. A 412 goes to <paramref name="onRefused"/>, every other refusal is thrown.</summary>
    private async Task<WrittenItem?> SendAsync(
        string href, string? text, string? condition, WriteOptions options, Action<DavFailure> onRefused, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>? header = condition is null ? null : new("If-Match", condition);
        using HttpAnswer answer = await _request.SendAsync(_address.Resolve(href), text, header, options, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 200 or 201 or 204)
        {
            if (WriteAnswer.IsPage(answer) && !await IsDoneAsync(href, text, condition, cancellationToken).ConfigureAwait(false))
            {
                throw (await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false)).ToException(isItem: true, href);
            }

            return WriteAnswer.Read(answer, href, text ?? string.Empty);
        }

        if (text is null && answer.Status is 404 or 410) return null;
        // Accepted is not done yet (RFC 9110 section 15.3.3).
        bool mayBeGone = text is null && answer.Status == 202;
        if (mayBeGone && !(await _items.StatAsync(href, cancellationToken).ConfigureAwait(false)).Exists) return WriteAnswer.Read(answer, href, string.Empty);
        DavFailure failure = await DavFailure.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        CalDavException error = WriteRefusal.Explain(failure, _calendar, href, isCreation: false);
        if (!WriteRefusal.IsPrecondition(failure)) throw error;
        if (condition is null && options.IfSyncToken is not null)
        {
            throw failure.WithDetails(new CollectionChangedException($"{_calendar} has changed since the sync token was given; {href} was not written."));
        }

        onRefused(failure);
        return null;
    }

    private async Task<bool> IsDoneAsync(string href, string? text, string? condition, CancellationToken cancellationToken)
    {
        ItemState now = await _items.StatAsync(href, cancellationToken).ConfigureAwait(false);
        return text is null ? !now.Exists : now.Exists && !(now.ETag is not null && EntityTag.Same(now.ETag, condition));
    }

    private ItemChangedException Changed(string href) =>
        new($"{href} was changed on the server since it was read; nothing was written.") { Uri = _address.Resolve(href) };

    private static EntityTagRefusedException Refused(string href, string? etag)
    {
        string why = etag is not null && EntityTag.IsWeak(etag) ? "the entity tags of this server are weak, which no condition takes (Q88)" : "the server refuses its own entity tag (Q101)";
        return new EntityTagRefusedException(
            $"{href} was not written, although it is still the version that was read: {why}, so that nothing can keep the write from hitting a later version. -Force writes all the same.");
    }
}
