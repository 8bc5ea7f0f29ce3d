using System;
using System.Collections.Generic;

namespace CalDavSync.CalDav;

/// <summary>What discovery found.</summary>
/// <param name="Uri">The address the service answered at.</param>
/// <param name="Principal">The current user's principal; null where the server has none (Q143).</param>
/// <param name="HomeSets">At least one calendar home; the given address when nothing better was found.</param>
/// <param name="IsCalendar">The given address is a calendar itself: it is the one to work with.</param>
/// <param name="Facts">Headers of interest.</param>
internal sealed record DiscoveredService(Uri Uri, Uri? Principal, IReadOnlyList<Uri> HomeSets, bool IsCalendar, AnswerFacts Facts)
{
    /// <summary>Nothing named a calendar home: the address is taken for one, unless another candidate knows better.</summary>
    public bool IsGuess { get; init; }
}
