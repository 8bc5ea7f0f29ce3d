using System;

namespace CalDavSync.Sync;

/// <summary>
/// The rungs of the ladder that do not work on one collection (design section 5, point 2). A rung that fails is reported once, with what the
/// server answered and what is done instead; it is left out for a while and then tried again.
/// </summary>
internal sealed class Degradations
{
    /// <summary>The sync-collection report.</summary>
    public const string SyncCollection = "syncFailedAt";

    /// <summary>Listing by PROPFIND: blocked, or without entity tags where a query has them (Q92, Q137).</summary>
    public const string Propfind = "propfindFailedAt";

    /// <summary>Entity tags (Q91, Q92).</summary>
    public const string EntityTags = "noETagsSince";

    /// <summary>The calendar-multiget report.</summary>
    public const string Multiget = "multigetFailedAt";

    /// <summary>Texts as calendar patches (-UsePatch).</summary>
    public const string Patches = "patchesFailedAt";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromDays(7);

    private readonly SyncRun _run;

    public Degradations(SyncRun run) => _run = run;

    /// <summary>The rung failed lately, so that trying it would only cost requests.</summary>
    public bool IsLeftOut(string rung) => _run.Learned.FailedAt(rung) is { } failed && !PastTime.IsOver(failed, RetryAfter, _run.Clock.UtcNow);

    /// <summary>The rung failed; says so unless it was said lately.</summary>
    /// <param name="rung">One of the names of this class.</param>
    /// <param name="what">What the collection cannot do, as the rest of a sentence about it.</param>
    /// <param name="why">What the server answered, as a sentence.</param>
    /// <param name="instead">What is done instead, as a sentence.</param>
    /// <param name="isOffered">False where the server never claimed to have it: then nothing is worse than announced.</param>
    public void Note(string rung, string what, string why, string instead, bool isOffered = true)
    {
        if (IsLeftOut(rung)) return;
        _run.Learned.SetFailedAt(rung, _run.Clock.UtcNow);
        string message = $"{_run.Calendar} {what}: {why} {instead} This is tried again after {RetryAfter.TotalDays:0} days.";
        if (isOffered) _run.Log.Warning(rung, message);
        else _run.Log.Verbose(message);
    }

    /// <summary>The rung works.</summary>
    public void Forget(string rung) => _run.Learned.SetFailedAt(rung, null);
}
