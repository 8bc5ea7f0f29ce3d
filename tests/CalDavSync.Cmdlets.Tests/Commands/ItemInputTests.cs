using System;
using System.Globalization;
using System.Linq;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>The shapes in which people give times, names and texts.</summary>
public sealed class ItemInputTests : IDisposable
{
    private readonly SandboxBench _bench = new(seed: 4);

    public ItemInputTests() => _bench.ConnectToWork();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Times_have_an_offset_or_none_and_a_range_may_be_one_moment()
    {
        DateTimeOffset start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(5));
        CalDavItem made = One(_bench.Run("New-CalDavItem", "work", "-Summary", "[draft] Plan", "-Start", start, "-End", start.AddHours(1)));
        Assert.Contains("DTSTART:20260302T090000Z", made.Content, StringComparison.Ordinal);
        Assert.Single(_bench.Run("Get-CalDavItem", "work", "-After", start.AddMinutes(30), "-Before", start.AddMinutes(40)).Output);
        Assert.Equal(5, _bench.Run("Get-CalDavItem", "work", "-After", DateTime.MinValue, "-Before", DateTime.MaxValue).Output.Count);
        Assert.Single(_bench.Run("Get-CalDavItem", "work", "-Summary", "[DRAFT] plan").Output);
        DateTimeOffset during = start.AddMinutes(30);
        Assert.Equal(made.Uid, One(_bench.Run("Get-CalDavItem", "work", "-After", during, "-Before", during)).Uid);
        Assert.Empty(_bench.Run("Get-CalDavItem", "work", "-After", start.AddHours(1), "-Before", start.AddHours(1)).Output);
    }

    [Fact]
    public void A_range_that_can_hold_nothing_is_refused_in_the_calendar_of_the_wire()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Contains("(2026-03-01 ", Refused("-After", new DateTime(2026, 3, 2), "-Before", new DateTime(2026, 3, 1)), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        // What a script never set must not mean everything.
        Refused("-Before", default(DateTime));
        Refused("-After", DateTime.MaxValue);
    }

    [Theory]
    [InlineData("-Before")]
    [InlineData("-After")]
    public void A_bound_without_a_value_is_refused_and_never_means_everything(string bound)
    {
        PipelineResult result = _bench.Pipeline("Get-CalDavItem", "work", bound, null).Capture();
        Assert.NotNull(result.Failure);
        Assert.Empty(result.Output);
    }

    private string Refused(params object?[] range)
    {
        PipelineResult result = _bench.Pipeline("Get-CalDavItem", range.Prepend("work").ToArray()).Capture();
        Assert.Equal("InvalidTimeRange,CalDavSync.Commands.GetCalDavItemCommand", result.FailureRecord!.FullyQualifiedErrorId);
        Assert.Empty(result.Output);
        return result.Failure!.Message;
    }

    [Fact]
    public void A_text_in_lines_is_put_together()
    {
        string text = EventText("u-1", "First");
        object[] lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        CalDavItem made = One(_bench.Run("New-CalDavItem", "work", "-Content", lines));
        Assert.Equal(text, made.Content);
        lines = EventText("u-1", "Second").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Second", One(_bench.Pipeline("Set-CalDavItem", "-Content", lines, "-PassThru").Run(made)).Summary);
    }

    private static CalDavItem One(PipelineResult result)
    {
        Assert.Empty(result.Errors);
        return Assert.Single(result.Of<CalDavItem>());
    }

    private static string EventText(string uid, string summary) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}
