using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Dav;

/// <summary>No row may depend on the moment its bytes arrive.</summary>
public class ArrivingAnswerTests
{
    private const int Rows = 8;

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

    private static string Href(int row) => $"/work/{row}.ics";

    private static HttpAnswer Answer(int spin)
    {
        IEnumerable<string> rows = Enumerable.Range(0, Rows).Select(row => $"<response><href>{Href(row)}</href><status>HTTP/1.1 200 OK</status></response>");
        IEnumerable<string> pieces = ["<multistatus xmlns=\"DAV:\">", .. rows, "</multistatus>"];
        var body = new ArrivingPieces(pieces.Select(Encoding.UTF8.GetBytes), spin);
        return new HttpAnswer(new Uri("http://host/work/"), "REPORT", 207, "Multi-Status", _ => [], body, Stream.Null);
    }
}
