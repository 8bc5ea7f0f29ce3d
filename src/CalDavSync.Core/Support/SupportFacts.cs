using CalDavSync.Errors;

namespace CalDavSync.Support;

/// <summary>What the checks found out, for the verdict. Null: not tried.</summary>
internal sealed class SupportFacts
{
    /// <summary>A first sync-collection listed the items and gave a token that was accepted again.</summary>
    public bool TokensWork { get; set; }

    /// <summary>It did not, and the server failed where it could have declined.</summary>
    public bool FailsAtTokens { get; set; }

    /// <summary>The tokens are times in whole seconds.</summary>
    public bool IsTimeBased { get; set; }

    /// <summary>Items that did not change are reported as changed.</summary>
    public bool RepeatsWhenIdle { get; set; }

    /// <summary>A change was not in the next answer.</summary>
    public bool MissesChanges { get; set; }

    /// <summary>A change that was missing came a moment later.</summary>
    public bool ListsLate { get; set; }

    public InvalidTokenAnswer InvalidToken { get; set; }

    public bool? LimitHonoured { get; set; }

    /// <summary>A page size loses items in silence (Q38, Q39).</summary>
    public bool LimitLosesItems { get; set; }

    public bool? DeletionReported { get; set; }

    public bool? TokenAdvances { get; set; }

    public bool? CTag { get; set; }

    /// <summary>All listed items have entity tags.</summary>
    public bool? ETag { get; set; }

    /// <summary>Members can be listed by PROPFIND or calendar-query.</summary>
    public bool CanList { get; set; }

    public bool? Multiget { get; set; }

    public bool? CalendarQuery { get; set; }

    /// <summary>Equal entity tags were seen on unequal texts.</summary>
    public bool ReusesETags { get; set; }

    public bool? IfMatchHonoured { get; set; }

    public bool? IfNoneMatchHonoured { get; set; }

    /// <summary>The test could write.</summary>
    public bool Wrote { get; set; }

    /// <summary>It should have written, and this is why it could not, or not to the end.</summary>
    public CalDavException? WriteFailure { get; set; }

    /// <summary>It should have written, but no calendar could be made to write in.</summary>
    public bool ScratchRefused { get; set; }
}
