using System;
using System.Runtime.CompilerServices;
using System.Text;
using CalDavSync.ICalendar;

namespace CalDavSync.Sync;

/// <summary>Makes the public item from text and facts.</summary>
internal static class ItemFactory
{
    /// <param name="keepsText">False leaves the text out of the item.</param>
    [MethodImpl(Compiled.AtOnce)]
    public static CalDavItem Create(string href, Uri uri, string? etag, string text, CalDavCalendar? calendar, ItemFacts facts, bool keepsText = true) =>
        new(href, uri, etag, keepsText ? text : null, calendar)
        {
            Uid = facts.Uid,
            Summary = facts.Summary,
            Start = facts.Start,
            End = facts.End,
            IsAllDay = facts.IsAllDay,
            IsRecurring = facts.IsRecurring,
            Component = facts.Component,
            Status = facts.Status,
            Location = facts.Location,
            TimeZone = facts.TimeZone,
            Sequence = facts.Sequence,
            LastModified = facts.LastModified,
            Size = Encoding.UTF8.GetByteCount(text),
        };
}
