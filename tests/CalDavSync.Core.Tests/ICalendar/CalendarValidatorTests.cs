using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class CalendarValidatorTests
{
    [Theory]
    [InlineData("", 1, "no BEGIN:VCALENDAR")]
    [InlineData("<html/>", 1, "no BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT\n", 1, "no BEGIN:VCALENDAR")]
    [InlineData("\n\nBEGIN:VCALENDAR\nVERSION:2.0\n", 3, "BEGIN:VCALENDAR without an END")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", 3, "END:VEVENT (begun in line 2)")]
    [InlineData("BEGIN:VCALENDAR\nX:\r\n folded\r\n\r\nnocolon\nEND:VCALENDAR", 5, "a line without a colon")]
    [InlineData("BEGIN:VCALENDAR\nX;A=\"a:b\"\nEND:VCALENDAR", 2, "a line without a colon")]
    [InlineData("BEGIN:VCALENDAR\nX;A=\"a:b\":c\nEND:VCALENDAR", null, null)]
    [InlineData("BEGIN:VCALENDAR\nX:a\0b\nEND:VCALENDAR", 2, "a NUL character")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n", 3, "text after END:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n", 3, "END:VCALENDAR without a BEGIN")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\n \n", null, null)]
    public void Names_the_line(string text, int? line, string? problem)
    {
        InvalidCalendarDataException? error = ItemReader.Validate(text);

        Assert.Equal(line, error?.Line);
        if (problem != null) Assert.Contains(problem, error!.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_bottomless_nesting()
    {
        string text = "BEGIN:VCALENDAR\n" + string.Concat(System.Linq.Enumerable.Repeat("BEGIN:X\n", 100_000));

        Assert.Equal(ComponentNesting.MaximumDepth + 1, ItemReader.Validate(text)!.Line);
        Assert.Equal("X", ItemReader.Read(text).Component);
    }
}
