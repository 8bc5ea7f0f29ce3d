using System;
using System.Collections.Generic;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Sees to it that pages lead somewhere: a server that hands out a token again would be asked for ever (Q35).</summary>
internal sealed class PageProgress
{
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);

    public void Begin(string? token)
    {
        _tokens.Clear();
        if (token is not null) _tokens.Add(token);
    }

    /// <exception cref="UnexpectedAnswerException">The page names no token to go on with, or one that was used before.</exception>
    public void Advance(SyncRun run, SyncPage page)
    {
        run.Progress("Listing changes", _tokens.Count, null);
        if (page.Token is not null && _tokens.Add(page.Token)) return;
        string what = page.Token is null ? "names no sync token to continue from" : "names a sync token that was used for an earlier page";
        throw new UnexpectedAnswerException(
            $"{run.Calendar} cut its answer (507) but {what}. What came so far was kept; the next run goes on from there.")
        {
            Uri = run.Calendar.Uri,
            Method = "REPORT",
            StatusCode = 207,
        };
    }
}
