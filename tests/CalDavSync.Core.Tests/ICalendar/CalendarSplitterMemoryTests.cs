using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>Measures the memory of the process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(CalendarSplitterMemoryTests), DisableParallelization = true)]
[Collection(nameof(CalendarSplitterMemoryTests))]
public sealed class CalendarSplitterMemoryTests
{
    [Fact]
    public void A_big_file_takes_little_memory()
    {
        long before = GC.GetTotalMemory(true);
        int count = 0;
        foreach (SplitItem item in CalendarSplitter.Split(() => new EndlessCalendar(100_000)))
        {
            Assert.Null(item.Error);
            if (++count == 99_000) Assert.True(GC.GetTotalMemory(true) - before < 16L * 1024 * 1024);
        }

        Assert.Equal(100_000, count);
    }

    /// <summary>Some 25 MB of text that exist nowhere as a whole.</summary>
    private sealed class EndlessCalendar(int events) : TextReader
    {
        private readonly IEnumerator<char> _characters = Characters(events).GetEnumerator();

        public override int Read() => _characters.MoveNext() ? _characters.Current : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            int read = 0;
            while (read < count && _characters.MoveNext()) buffer[index + read++] = _characters.Current;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            _characters.Dispose();
            base.Dispose(disposing);
        }

        private static IEnumerable<char> Characters(int events) => Pieces(events).SelectMany(piece => piece);

        private static IEnumerable<string> Pieces(int events)
        {
            yield return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
            for (int i = 0; i < events; i++) yield return new StringBuilder("BEGIN:VEVENT\r\nUID:").Append(i).Append("@example.com\r\nDESCRIPTION:").Append('x', 120).Append("\r\nEND:VEVENT\r\n").ToString();
            yield return "END:VCALENDAR\r\n";
        }
    }
}
