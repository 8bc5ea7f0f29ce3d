using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.Migration.Reading;

namespace CalDavSync.Core.Tests.Migration;

/// <summary>Counts how often a side is read.</summary>
internal sealed class CountingSide : ICalendarSide
{
    private readonly ICalendarSide _side;

    public CountingSide(ICalendarSide side) => _side = side;

    public string Name => _side.Name;

    public int Reads { get; private set; }

    public Task ReadAsync(Action<SideItem> onItem, Action<string, CalDavException> onFailure, CancellationToken cancellationToken)
    {
        Reads++;
        return _side.ReadAsync(onItem, onFailure, cancellationToken);
    }

    public Task ReadAgainAsync(IReadOnlyCollection<string> places, Action<SideItem> onItem, CancellationToken cancellationToken)
    {
        Reads++;
        return _side.ReadAgainAsync(places, onItem, cancellationToken);
    }

    public CalDavItem ToItem(SideItem item) => _side.ToItem(item);
}
