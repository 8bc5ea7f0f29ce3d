using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;
using CalDavSync.State;

namespace CalDavSync.Sync;

/// <summary>
/// Without memory nothing can be dropped next time, so the second of a time-based token is waited out and asked for again now (Q14, design
/// section 5, point 7). The token stays that of the first answer: whoever asks with it misses nothing of a later second.
/// </summary>
internal sealed class TokenSecond
{
    private readonly SyncRun _run;
    private readonly SyncReport _report;
    private readonly ChangeApplication _application;

    public TokenSecond(SyncRun run, SyncReport report, ChangeApplication application)
    {
        _run = run;
        _report = report;
        _application = application;
    }

    /// <param name="asked">The token this run was given; null for a first sync.</param>
    /// <param name="page">The last answer.</param>
    public async Task WaitOutAsync(string? asked, SyncPage page, CancellationToken cancellationToken)
    {
        if (!_run.IsStateless || page.Token is not { } token || EpochToken.Seconds(token, _run.Clock.UtcNow) is not { } second) return;
        TimeSpan left = DateTimeOffset.FromUnixTimeSeconds(second + 1) - _run.Clock.UtcNow;
        if (left < TimeSpan.FromSeconds(-1) || left > TimeSpan.FromSeconds(5)) return;
        TimeSpan wait = left + TimeSpan.FromMilliseconds(100);
        await _run.Clock.DelayAsync(wait < TimeSpan.FromSeconds(1.1) ? TimeSpan.FromSeconds(1.1) : wait, cancellationToken).ConfigureAwait(false);
        SyncPage again;
        try
        {
            again = await _report.RequestAsync(asked ?? EpochToken.Overlapping(token, null, _run.Clock.UtcNow), null, cancellationToken).ConfigureAwait(false);
        }
        catch (CalDavException exception) when (asked is null && TokenRejection.IsPossible(exception))
        {
            _run.Log.Verbose($"{_run.Calendar} takes no token but its own, so its token is no time after all. {exception.Message}");
            return;
        }

        await ApplyAsync(again, page, assumeChanged: asked is not null, cancellationToken).ConfigureAwait(false);
    }

    private Task ApplyAsync(SyncPage again, SyncPage page, bool assumeChanged, CancellationToken cancellationToken)
    {
        var deletions = new List<KeyValuePair<string, string?>>();
        foreach (KeyValuePair<string, string> gone in again.Deletions)
        {
            bool isNews = assumeChanged ? !page.Deletions.ContainsKey(gone.Key) : _run.State.TryGet(gone.Key, out _);
            if (isNews) deletions.Add(new KeyValuePair<string, string?>(gone.Key, gone.Value));
        }

        var changes = new List<ReportedMember>();
        foreach (ReportedMember member in again.Changes.Values)
        {
            bool toldBefore = member.ETag is null && _run.State.TryGet(member.Key, out MemberState _);
            if (!toldBefore) changes.Add(member);
        }

        return _application.ApplyAsync(deletions, changes, again.Contested, assumeChanged, cancellationToken);
    }
}
