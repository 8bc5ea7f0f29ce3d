using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.ICalendar;
using CalDavSync.Items;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Reading;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Writing;

/// <summary>
/// Brings items into a calendar: creates what is missing, leaves alone what is the same, overwrites what is a copy of an older version, and
/// treats everything else as a conflict. Every write is conditional. May be used by several threads at once for different UIDs.
/// </summary>
internal sealed class ItemPlacement
{
    // A copy is no news: nobody is to be invited again (Q158).
    private static readonly WriteOptions Silent = new() { IsSilent = true };

    private readonly CalDavCalendar _calendar;
    private readonly TargetIndex _index;
    private readonly PlacementOptions _options;
    private readonly CollectionAddress _address;
    private readonly RefusalStreak _creations = new();

    // What replaces an item needs no room of its own, or not much.
    private readonly RefusalStreak _updates = new();
    private readonly ConcurrentBag<ItemWriter> _writers = new();
    private readonly Func<ItemWriter> _newWriter;

    public ItemPlacement(CalDavClient client, CalDavCalendar calendar, TargetIndex index, PlacementOptions options, IEngineLog log)
    {
        _calendar = calendar;
        _index = index;
        _options = options;
        _address = new CollectionAddress(calendar.Uri);
        // A writer tells its own repeated requests by the counter of its context.
        _newWriter = () => new ItemWriter(client, calendar, new RequestContext(log));
    }

    /// <summary>What became of an item; what the destination does not take is a refusal, not an exception.</summary>
    /// <param name="lastCopy">The fingerprint of the destination's version when this item was copied last; null when it never was.</param>
    /// <exception cref="CalDavException">The destination cannot be reached any more.</exception>
    public async Task<Placement> PlaceAsync(SideItem item, Guid? lastCopy, CancellationToken cancellationToken)
    {
        if (item.Uid is null) return Placement.Refuse(item.Place, null, new InvalidCalendarDataException($"{item.Place} has no UID, so it cannot be stored."));
        if (!_writers.TryTake(out ItemWriter writer)) writer = _newWriter();
        RefusalStreak streak = _index.Find(item.Uid) is null ? _creations : _updates;
        try
        {
            Placement placement = await PlaceAsync(writer, item, lastCopy, streak, cancellationToken).ConfigureAwait(false);
            if (placement.Kind is PlacementKind.Created or PlacementKind.Updated) streak.Succeeded(item);
            return placement;
        }
        catch (CalDavException error) when (streak.Refused(item, error))
        {
            return Placement.Refuse(item.Place, item.Uid, error);
        }
        finally
        {
            _writers.Add(writer);
        }
    }

    private async Task<Placement> PlaceAsync(ItemWriter writer, SideItem item, Guid? lastCopy, RefusalStreak streak, CancellationToken cancellationToken)
    {
        Guid fingerprint = ComparedItem.FingerprintOf(item.Text, Array.Empty<string>());
        TargetItem? there = _index.Find(item.Uid!);
        WriteOptions creation = Silent;
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                if (there?.Fingerprint == fingerprint) return new Placement(PlacementKind.Skipped, there);
                if (there is null && streak.ReasonAgainst(item) is { } reason) return NotSent(item, reason);
                if (there is null) return await CreateAsync(writer, item, creation, fingerprint, cancellationToken).ConfigureAwait(false);
                if (there.Fingerprint != lastCopy && _options.OnConflict != CalDavConflictAction.Replace) return Conflict(item, there);
                if (there.IsShared) return Conflict(item, there, mustRefuse: true);
                if (streak.ReasonAgainst(item) is { } against) return NotSent(item, against);
                Placement updated = await UpdateAsync(writer, item, there, fingerprint, cancellationToken).ConfigureAwait(false);
                return updated with { IsConflict = there.Fingerprint != lastCopy, Refusal = there.Fingerprint != lastCopy ? Conflict(item, there).Refusal : null };
            }
            catch (CalDavException error) when (isFirst && error is ItemExistsException or UidConflictException or ItemChangedException or ItemNotFoundException)
            {
                // The destination is not as it was listed: look once more.
                TargetItem? now = await LookAsync(writer, item.Uid!, there?.Href, error, cancellationToken).ConfigureAwait(false);
                // Another item has the name this one would get: that must not keep it out for good.
                if (now is null && there is null && error is ItemExistsException) creation = Silent with { Name = ItemName.Other(item.Uid!) };
                else if (now is null && there is null) throw;
                there = now;
            }
        }
    }

    private Placement NotSent(SideItem item, CalDavException reason) => Placement.Refuse(item.Place, item.Uid, UnsentItem.Explain(item, _calendar, reason));

    private async Task<Placement> CreateAsync(ItemWriter writer, SideItem item, WriteOptions options, Guid fingerprint, CancellationToken cancellationToken)
    {
        if (_options.DryRun) return new Placement(PlacementKind.Created, null);
        WrittenItem written = await writer.CreateAsync(Text(item), options, cancellationToken).ConfigureAwait(false);
        return Written(PlacementKind.Created, item.Uid!, written, fingerprint);
    }

    private async Task<Placement> UpdateAsync(ItemWriter writer, SideItem item, TargetItem there, Guid fingerprint, CancellationToken cancellationToken)
    {
        if (_options.DryRun) return new Placement(PlacementKind.Updated, null);
        string text = Text(item);
        CalDavItem? read = there.ETag is null ? await ReadSameAsync(writer, there, cancellationToken).ConfigureAwait(false) : null;
        WrittenItem written;
        try
        {
            written = await writer.ReplaceAsync(there.Href, there.ETag ?? read?.ETag, read?.Content, text, Silent, cancellationToken).ConfigureAwait(false);
        }
        catch (EntityTagRefusedException) when (_options.Force)
        {
            read = await ReadSameAsync(writer, there, cancellationToken).ConfigureAwait(false);
            written = await writer.ReplaceAsync(there.Href, read.ETag, read.Content, text, Silent with { Force = true }, cancellationToken).ConfigureAwait(false);
        }

        return Written(PlacementKind.Updated, item.Uid!, written, fingerprint);
    }

    /// <summary>The destination's item as it is now, which must be the version that is known.</summary>
    private async Task<CalDavItem> ReadSameAsync(ItemWriter writer, TargetItem there, CancellationToken cancellationToken)
    {
        CalDavItem now = await writer.Items.FindAsync(there.Href, cancellationToken).ConfigureAwait(false)
            ?? throw new ItemNotFoundException($"{there.Href} is gone from {_calendar}.");
        bool isSame = ComparedItem.FingerprintOf(now.Content!, Array.Empty<string>()) == there.Fingerprint;
        return isSame ? now : throw new ItemChangedException($"{there.Href} was changed in {_calendar}.");
    }

    private string Text(SideItem item) => _options.NoScheduling ? ScheduleAgent.MakeClient(item.Text) : item.Text;

    private Placement Written(PlacementKind kind, string uid, WrittenItem written, Guid fingerprint)
    {
        var target = new TargetItem(written.Href, written.ETag, fingerprint);
        _index.Set(uid, target);
        return new Placement(kind, target);
    }

    /// <summary>The item with this UID where the destination says it is; null when this calendar has none.</summary>
    private async Task<TargetItem?> LookAsync(ItemWriter writer, string uid, string? knownHref, CalDavException error, CancellationToken cancellationToken)
    {
        string? href = knownHref ?? (error as UidConflictException)?.ExistingHref ?? _address.HrefFromKey(ItemName.For(uid));
        if (_address.Locate(href, out _) != MemberPlace.Member) return null;
        CalDavItem? item = await writer.Items.FindAsync(href, cancellationToken).ConfigureAwait(false);
        TargetItem? found = item is null ? null : TargetItem.Read(item.Href, item.ETag, item.Content!).Where(part => part.Key == uid).Select(part => part.Value).FirstOrDefault();
        if (found is null) _index.Remove(uid);
        else _index.Set(uid, found);
        return found;
    }

    private Placement Conflict(SideItem item, TargetItem there, bool mustRefuse = false)
    {
        string why = mustRefuse ? "in a resource together with other items" : "with other contents";
        var error = new UidConflictException($"{_calendar} has {there.Href} with the UID {item.Uid} {why}.") { ExistingHref = there.Href };
        bool refuses = mustRefuse || _options.OnConflict == CalDavConflictAction.Fail;
        return new Placement(refuses ? PlacementKind.Refused : PlacementKind.Skipped, null)
        {
            IsConflict = true,
            Error = refuses ? error : null,
            Refusal = Placement.Describe(item.Place, item.Uid, error, there.Href),
        };
    }
}
