using System.Linq;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Tells which wish of a sync-collection request its server refuses; what says that of its token is <see cref="TokenRejection"/>.</summary>
internal static class ReportRefusal
{
    /// <summary>The refusal may be about sync-level infinite (Q43 to Q45), so that one try with level 1 decides.</summary>
    /// <param name="exception">What the request came to.</param>
    /// <param name="token">The token it was made with.</param>
    /// <param name="known">Members that are remembered: a server that merely failed must not cost those of folders below.</param>
    public static bool MayBeAboutLevel(CalDavException exception, string? token, int known)
    {
        if (exception.Conditions.Contains("supported-report") || (token is not null && TokenRejection.IsCertain(exception))) return false;
        return exception is RequestRefusedException or AccessDeniedException || (token is null && exception is ServerFailureException && known == 0);
    }

    /// <summary>The refusal is about DAV:limit (Q36, Q37).</summary>
    public static bool IsAboutLimit(CalDavException exception)
    {
        if (exception.StatusCode is 507 or 400 or 501) return true;
        foreach (string condition in exception.Conditions)
        {
            if (condition is "number-of-matches-within-limits") return true;
        }

        return false;
    }
}
