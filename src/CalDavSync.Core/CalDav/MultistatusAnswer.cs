using System;
using CalDavSync.Dav;

namespace CalDavSync.CalDav;

/// <summary>A multistatus that was read to its end.</summary>
/// <param name="Uri">The address that answered, after redirects.</param>
/// <param name="End">Token and counts.</param>
/// <param name="Facts">Headers of interest.</param>
internal sealed record MultistatusAnswer(Uri Uri, MultistatusEnd End, AnswerFacts Facts)
{
    /// <summary>The status was 507: rows are missing, although those that came are usable (Q41).</summary>
    public bool IsCut { get; init; }
}
