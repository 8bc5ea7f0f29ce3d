using System.Collections.Generic;
using System.IO;
using CalDavSync.ICalendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class LogicalLineReaderTests
{
    [Fact]
    public void Sees_the_lines_the_scanner_sees_however_the_text_arrives() =>
        Prop.ForAll(CalendarTexts.Damaged(), Arb.From(Gen.Choose(1, 40)), (text, size) =>
        {
            text = text.TrimStart('\uFEFF', '\r', '\n', ' ', '\t');
            var expected = new List<(string, int)>();
            var scanner = new LogicalLineScanner(text);
            while (scanner.Next(out LogicalLine line)) expected.Add((text[line.Start..line.RawEnd], line.Number));
            var actual = new List<(string, int)>();
            var reader = new LogicalLineReader(new Dribble(text, size));
            while (reader.Read() is { } line) actual.Add((line, reader.Number));
            Assert.Equal(expected, actual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed class Dribble(string text, int size) : TextReader
    {
        private readonly StringReader _reader = new(text);

        public override int Read(char[] buffer, int index, int count) => _reader.Read(buffer, index, System.Math.Min(count, size));
    }
}
