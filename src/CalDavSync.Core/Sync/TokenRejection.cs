using System;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Tells what a failed sync-collection request with a token means (quirks part A).</summary>
internal static class TokenRejection
{
    /// <summary>
    /// The server does not know the token: the precondition at any status (Q01 to Q03), 410, a bare 412 (Q04), or a 400 or 409 that says so
    /// in words (Q05). A 403 without the precondition is none (Q16, Q125).
    /// </summary>
    public static bool IsCertain(CalDavException exception)
    {
        if (exception is SyncTokenRejectedException) return true;
        return exception.StatusCode switch
        {
            410 or 412 => true,
            400 or 409 => SaysSyncToken(exception.ResponseExcerpt),
            _ => false,
        };
    }

    /// <summary>
    /// The failure may come from the token, so that one try with an empty token decides: 400, 404, 409, 415, 5xx and nonsense with a token
    /// (Q04, Q06, Q07, Q08, Xandikos), and a 403 for every token (Q32).
    /// </summary>
    public static bool IsPossible(CalDavException exception) =>
        exception is RequestRefusedException or ServerFailureException or CalendarNotFoundException or AccessDeniedException or UnexpectedAnswerException;

    /// <summary>The failure means that the report does not work here, so that a listing is the way; 404 and 401 mean something else.</summary>
    public static bool MeansNoReport(CalDavException exception) =>
        exception is RequestRefusedException or ServerFailureException or AccessDeniedException or SyncTokenRejectedException or UnexpectedAnswerException
            or QuotaExceededException;

    /// <summary>
    /// The server took the request and then dropped the connection or fell silent: something in the answer may be what it stumbles over (Q52),
    /// so that another or a smaller request is worth trying.
    /// </summary>
    public static bool IsLost(CalDavException exception) => exception is ConnectionFailedException { WasNeverSent: false } or RequestTimedOutException;

    private static bool SaysSyncToken(string? text) =>
        text is not null
        && (text.IndexOf("sync-token", StringComparison.OrdinalIgnoreCase) >= 0
            || text.IndexOf("sync token", StringComparison.OrdinalIgnoreCase) >= 0
            || text.IndexOf("synctoken", StringComparison.OrdinalIgnoreCase) >= 0);
}
