using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Migration.Reading;

/// <summary>A calendar on a server, or exported files: something all items can be read of, and single ones again.</summary>
internal interface ICalendarSide
{
    /// <summary>As a person would call it.</summary>
    string Name { get; }

    /// <summary>Hands out all items, one at a time, as they come in.</summary>
    /// <param name="onFailure">Receives what cannot be read, with its place; the rest goes on.</param>
    Task ReadAsync(Action<SideItem> onItem, Action<string, CalDavException> onFailure, CancellationToken cancellationToken);

    /// <summary>Hands out the items at these places, and perhaps more; none for those that are gone.</summary>
    Task ReadAgainAsync(IReadOnlyCollection<string> places, Action<SideItem> onItem, CancellationToken cancellationToken);

    /// <summary>The public object for an item of this side.</summary>
    CalDavItem ToItem(SideItem item);
}
