using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.State;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Files;
using Xunit;

namespace CalDavSync.Core.Tests.Migration;

public sealed class CalendarComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3000, 10, 1)]
    [InlineData(10, 1_000_000, 2)]
    public async Task A_file_is_read_as_often_as_its_size_needs_and_not_for_every_few_differences(int items, int length, int reads)
    {
        CountingSide left = Side("left.ics", items, 'l', length);
        CountingSide right = Side("right.ics", items, 'r', length);
        var differences = new List<string>();

        bool equal = await new CalendarComparison(
            left,
            right,
            new ComparisonOptions(),
            difference => differences.Add($"{difference.SideIndicator} {difference.Uid} {difference.Property}"),
            (place, error) => throw new InvalidOperationException(place, error)).RunAsync(TestContext.Current.CancellationToken);

        Assert.False(equal);
        Assert.Equal(Enumerable.Range(0, items).Select(i => $"!= u{i:D5} SUMMARY"), differences);
        Assert.Equal(reads + 1, left.Reads);
        Assert.Equal(reads + 1, right.Reads);
    }

    private CountingSide Side(string name, int items, char filling, int length)
    {
        using (var file = new StreamWriter(_folder.Combine(name), append: false, new UTF8Encoding(false)))
        {
            file.Write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n");
            for (int i = 0; i < items; i++) file.Write($"BEGIN:VEVENT\r\nUID:u{i:D5}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nSUMMARY:{new string(filling, length)}\r\nEND:VEVENT\r\n");
            file.Write("END:VCALENDAR\r\n");
        }

        return new CountingSide(new FileSide(_folder.Combine(name)));
    }
}
