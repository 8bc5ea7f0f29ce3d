using System;
using CalDavSync.Dav;

namespace CalDavSync.CalDav;

/// <summary>A multistatus that was read to its end.</summary>
/// <param name="Uri">The address that answered, after redirects.</param>
/// <param name="End">Token and counts.</param>
/// <param name="Facts">Headers of interest.</param>
internal sealed record MultistatusAnswer(Uri Uri, MultistatusEnd End, AnswerFacts Facts);
