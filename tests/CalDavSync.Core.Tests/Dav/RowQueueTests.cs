using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CalDavSync.Dav;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>Two threads share an answer: one reads, one works on the rows.</summary>
public class RowQueueTests
{
    [Fact]
    public async Task Every_row_is_taken_in_order_and_the_reader_never_gets_far_ahead()
    {
        const int Rows = 20_000;
        var queue = new RowQueue();
        Task reader = Task.Run(() =>
        {
            for (int i = 0; i < Rows; i++)
            {
                queue.Add(new MultistatusRow { Status = i });
                queue.Publish();
            }

            queue.End();
        });
        int next = 0;
        while (queue.Take(null) is { } rows)
        {
            Assert.InRange(rows.Count, 1, 34);
            foreach (MultistatusRow row in rows) Assert.Equal(next++, row.Status);
        }

        await reader;
        Assert.Equal(Rows, next);
    }

    [Fact]
    public async Task A_reader_whose_rows_nobody_takes_any_more_ends()
    {
        var queue = new RowQueue();
        Task reader = Task.Run(() =>
        {
            while (true)
            {
                queue.Add(new MultistatusRow());
                queue.Publish();
            }
        });
        queue.Abandon();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reader);
    }

    [Fact]
    public void It_is_said_when_rows_have_to_be_waited_for()
    {
        var queue = new RowQueue();
        var waits = new List<int>();
        int taken = 0;
        void ReadOn()
        {
            waits.Add(taken);
            queue.Add(new MultistatusRow());
            if (waits.Count == 2) queue.End();
            else queue.Publish();
        }

        queue.Add(new MultistatusRow());
        queue.Publish();
        while (queue.Take(ReadOn) is { } rows) taken += rows.Count;
        Assert.Equal(3, taken);
        Assert.Equal([1, 2], waits);
    }
}
