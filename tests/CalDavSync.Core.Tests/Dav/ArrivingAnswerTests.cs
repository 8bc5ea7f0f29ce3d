using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Errors;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>No row may depend on the moment its bytes arrive.</summary>
public class ArrivingAnswerTests
{
    private const int Rows = 8;
    private const string Start = "<multistatus xmlns=\"DAV:\">";

    // Servers write row by row; a piece that is lost as a whole leaves a document that is sound.
    [Fact]
    public async Task Every_row_is_read_whenever_its_piece_arrives()
    {
        for (int i = 0; i < 2000; i++)
        {
            var read = new List<string>();
            using HttpAnswer answer = Answer(spin: i % 60);
            await MultistatusReader.ReadAsync(answer, row => read.Add(row.Href), TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(0, Rows).Select(Href), read);
        }
    }

    [Fact]
    public async Task Rows_before_a_text_that_is_broken_are_handed_out()
    {
        var read = new List<string>();
        using HttpAnswer answer = Answer([Start, Row(0), Row(1), "<response></multistatus>"], spin: 0);
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => MultistatusReader.ReadAsync(answer, row => read.Add(row.Href), TestContext.Current.CancellationToken));
        Assert.Equal([Href(0), Href(1)], read);
    }

    // The thread that reads may wait for the network until its time is up; nobody else must.
    [Fact]
    public async Task A_consumer_that_fails_does_not_wait_for_the_rest()
    {
        var body = new StallingBody(Start + Row(0));
        using var answer = new HttpAnswer(new Uri("http://host/work/"), "REPORT", 207, "Multi-Status", _ => [], body, body.Abandon);
        void Fail(MultistatusRow row)
        {
            body.IsRead.Wait(TestContext.Current.CancellationToken);
            throw new InvalidOperationException("disk full");
        }

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => MultistatusReader.ReadAsync(answer, Fail, TestContext.Current.CancellationToken));
        Assert.Equal("disk full", error.Message);
        Assert.True(body.WasAbandoned);
    }

    private static string Href(int row) => $"/work/{row}.ics";

    private static string Row(int row) => $"<response><href>{Href(row)}</href><status>HTTP/1.1 200 OK</status></response>";

    private static HttpAnswer Answer(int spin) => Answer([Start, .. Enumerable.Range(0, Rows).Select(Row), "</multistatus>"], spin);

    private static HttpAnswer Answer(IEnumerable<string> pieces, int spin)
    {
        var body = new ArrivingPieces(pieces.Select(Encoding.UTF8.GetBytes), spin);
        return new HttpAnswer(new Uri("http://host/work/"), "REPORT", 207, "Multi-Status", _ => [], body, () => { });
    }
}
