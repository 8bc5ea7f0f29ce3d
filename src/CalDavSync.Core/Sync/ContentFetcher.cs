using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Errors;

namespace CalDavSync.Sync;

/// <summary>
/// Reads the texts of members: one streamed query when most of the collection is wanted, else multigets in parallel, else GET by GET
/// (design section 5, point 10). Bodies are handed out one at a time, in order for multigets.
/// </summary>
internal sealed class ContentFetcher
{
    private const int BulkThreshold = 50;

    private readonly SyncRun _run;
    private readonly CalendarPatches _patches;
    private readonly MultigetBatch _batch;

    public ContentFetcher(SyncRun run)
    {
        _run = run;
        _patches = new CalendarPatches(run);
        _batch = new MultigetBatch(run);
    }

    /// <summary>Hands out one body for each member: its text, or why there is none.</summary>
    /// <param name="collectionSize">Members the collection has by now, as far as is known; decides whether one query is cheaper.</param>
    public async Task FetchAsync(
        IReadOnlyList<ReportedMember> members,
        int collectionSize,
        Action<ItemBody> onBody,
        CancellationToken cancellationToken)
    {
        int done = 0;
        void HandOut(ItemBody body)
        {
            onBody(body);
            done++;
            if (done % 25 == 0 || done == members.Count) _run.Progress("Reading items", done, members.Count);
        }

        IReadOnlyList<ReportedMember> rest = members;
        bool most = members.Count >= BulkThreshold && members.Count * 2 >= collectionSize && _patches.Since is null;
        if (most && !_run.QueryLost && Offers("calendar-query"))
        {
            rest = await new BulkDownload(_run).FetchAsync(members, HandOut, cancellationToken).ConfigureAwait(false);
        }

        if (_patches.Since is not null) rest = await FetchPatchesAsync(rest, HandOut, cancellationToken).ConfigureAwait(false);
        await FetchBatchesAsync(rest, HandOut, cancellationToken).ConfigureAwait(false);
    }

    // Returns the members whose whole text has to be asked for after all.
    private async Task<IReadOnlyList<ReportedMember>> FetchPatchesAsync(
        IReadOnlyList<ReportedMember> members,
        Action<ItemBody> onBody,
        CancellationToken cancellationToken)
    {
        var rest = new List<ReportedMember>();
        _batch.Patches = _patches;
        try
        {
            await FetchBatchesAsync(
                members,
                body =>
                {
                    if (_patches.TryComplete(body, out ItemBody whole)) onBody(whole);
                    else rest.Add(body.Member);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _batch.Patches = null;
        }

        return rest;
    }

    // What fails in company is asked for again alone: some servers run out of workers or database connections (Q129).
    private async Task FetchBatchesAsync(IReadOnlyList<ReportedMember> members, Action<ItemBody> onBody, CancellationToken cancellationToken)
    {
        int limit = _run.Learned.OneAtATime ? 1 : Limit(_run.Request.ThrottleLimit, _run.Profile?.ThrottleLimit);
        var failed = new List<ReportedMember>();
        void KeepFailures(ItemBody body)
        {
            if (body.Error is ServerFailureException) failed.Add(body.Member);
            else onBody(body);
        }

        await RunWindowAsync(members, limit, limit == 1 ? onBody : KeepFailures, cancellationToken).ConfigureAwait(false);
        if (failed.Count == 0) return;
        _run.Log.Verbose($"{_run.Calendar} failed for {failed.Count} items with {limit} requests at a time; asking for them one after the other (Q129).");
        int stillFailing = 0;
        await RunWindowAsync(
            failed,
            1,
            body =>
            {
                if (body.Error is not null) stillFailing++;
                onBody(body);
            },
            cancellationToken).ConfigureAwait(false);
        if (stillFailing == 0) _run.Learned.OneAtATime = true;
    }

    private async Task RunWindowAsync(IReadOnlyList<ReportedMember> members, int limit, Action<ItemBody> onBody, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<Task<IReadOnlyList<ItemBody>>>();
        int next = 0;
        try
        {
            while (next < members.Count || underWay.Count > 0)
            {
                _run.Records.Release();
                while (next < members.Count && underWay.Count < limit)
                {
                    List<ReportedMember> batch = Take(members, ref next);
                    underWay.Enqueue(_batch.FetchAsync(batch, Offers("calendar-multiget"), isAlone: limit == 1, stop.Token));
                }

                foreach (ItemBody body in await underWay.Dequeue().ConfigureAwait(false)) onBody(body);
            }
        }
        catch
        {
            stop.Cancel();
            await Task.WhenAll(underWay).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                .ConfigureAwait(false);
            throw;
        }
    }

    private List<ReportedMember> Take(IReadOnlyList<ReportedMember> members, ref int next)
    {
        int size = Limit(_run.Request.BatchSize, _run.Profile?.BatchSize);
        if (_run.Learned.BatchLimit > 0) size = Math.Min(size, _run.Learned.BatchLimit);
        var batch = new List<ReportedMember>(size);
        while (batch.Count < size && next < members.Count) batch.Add(members[next++]);
        return batch;
    }

    private static int Limit(int asked, int? allowed) => Math.Max(1, Math.Min(asked, allowed ?? asked));

    // A report that the server does not list is not tried; a server that lists none at all may have it (Q149).
    private bool Offers(string report)
    {
        if (_run.Calendar.Reports.Count == 0) return true;
        foreach (string offered in _run.Calendar.Reports)
        {
            if (offered == report) return true;
        }

        return false;
    }
}
