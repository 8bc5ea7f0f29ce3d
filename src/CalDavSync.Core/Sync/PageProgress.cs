using System;
using System.Collections.Generic;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>Sees to it that pages lead somewhere: a server that hands out a token again would be asked for ever (Q35).</summary>
internal sealed class PageProgress
{
    // Cyrus and sabre/dav cut by raw change rows, so that a page or two can be without news.
    private const int MaximumIdlePages = 10;

    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int _members;
    private int _unseen;
    private int _idlePages;

    public void Begin(string? token)
    {
        _tokens.Clear();
        if (token is not null) _tokens.Add(token);
        _idlePages = 0;
    }

    /// <summary>An earlier page bore the token, or was asked for with it.</summary>
    public bool WasUsed(string? token) => token is not null && _tokens.Contains(token);

    /// <summary>To be called when the page was applied.</summary>
    /// <exception cref="UnexpectedAnswerException">
    /// The page names no token to go on with, or one that was used before, or is one of many in a row without anything new.
    /// </exception>
    public void Advance(SyncRun run, SyncPage page)
    {
        run.Progress("Listing changes", _tokens.Count, null);
        if (page.Token is null) throw Stuck(run, "names no sync token to continue from");
        if (!_tokens.Add(page.Token)) throw Stuck(run, "names a sync token that was used for an earlier page");
        _idlePages = HasNews(run, page) ? 0 : _idlePages + 1;
        if (_idlePages >= MaximumIdlePages) throw Stuck(run, $"has said nothing new for {MaximumIdlePages} pages");
    }

    /// <summary>To be called when a page without a mark was applied: its token was not seen before, and there was something new lately.</summary>
    public bool LeadsOn(SyncRun run, SyncPage page)
    {
        _idlePages = HasNews(run, page) ? 0 : _idlePages + 1;
        return page.Token is not null && _tokens.Add(page.Token) && _idlePages < MaximumIdlePages;
    }

    private bool HasNews(SyncRun run, SyncPage page)
    {
        bool news = page.Changes.Count + page.Deletions.Count > 0 || run.State.Count != _members || run.State.UnseenCount != _unseen;
        _members = run.State.Count;
        _unseen = run.State.UnseenCount;
        return news;
    }

    private static UnexpectedAnswerException Stuck(SyncRun run, string what) =>
        new($"{run.Calendar} cut its answer (507) but {what}. {(run.IsStateless ? "The token that was given tells all of it again." : "The next run goes on after the last page that led further.")}")
        {
            Uri = run.Calendar.Uri,
            Method = "REPORT",
            StatusCode = 207,
        };
}
