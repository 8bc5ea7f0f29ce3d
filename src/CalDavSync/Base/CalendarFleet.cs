using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Session;

namespace CalDavSync.Base;

/// <summary>Works on several calendars at once, with their output in order.</summary>
internal static class CalendarFleet
{
    /// <summary>Starts the work on each calendar in order, at most so many at a time, and ends when all have ended.</summary>
    /// <param name="limit">Most calendars at a time; a server profile may want fewer of its own.</param>
    public static async Task RunAsync(
        IReadOnlyList<ResolvedCalendar> calendars,
        int limit,
        Func<ResolvedCalendar, OutputTurn, CancellationToken, Task> action,
        CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var places = new SemaphoreSlim(LimitOf(calendars, limit));
        var running = new List<Task>(calendars.Count);
        var last = new Dictionary<Uri, Task>();
        OutputTurn? turn = null;
        foreach (ResolvedCalendar calendar in calendars)
        {
            turn = new OutputTurn(turn);
            // The same calendar twice: its state is locked by the first run.
            last.TryGetValue(calendar.Calendar.Uri, out Task? before);
            Task task = RunOneAsync(calendar, turn, before, places, action, all);
            last[calendar.Calendar.Uri] = task;
            running.Add(task);
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private static async Task RunOneAsync(
        ResolvedCalendar calendar,
        OutputTurn turn,
        Task? before,
        SemaphoreSlim places,
        Func<ResolvedCalendar, OutputTurn, CancellationToken, Task> action,
        CancellationTokenSource all)
    {
        try
        {
            if (before is not null) await before.ConfigureAwait(false);
            await places.WaitAsync(all.Token).ConfigureAwait(false);
            try
            {
                await action(calendar, turn, all.Token).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }

            turn.Pass();
        }
        catch
        {
            // Whoever waits for this turn waits in vain: the command is at its end.
            all.Cancel();
            throw;
        }
    }

    private static int LimitOf(IReadOnlyList<ResolvedCalendar> calendars, int limit) =>
        Math.Max(1, calendars.Select(calendar => calendar.Client.Profile?.ThrottleLimit ?? limit).Append(limit).Min());
}
