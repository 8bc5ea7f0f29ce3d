using System;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public class ScheduleAgentTests
{
    private const string Folded = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nX-LONG:aaaaaaaa\n bbbb\n{0}SUMMARY:ORGANIZER of things\nEND:VEVENT\nEND:VCALENDAR\n";

    [Theory]
    [InlineData("ATTENDEE;CN=\"Doe; John\":mailto:j@example.com\n", "ATTENDEE;CN=\"Doe; John\";SCHEDULE-AGENT=CLIENT:mailto:j@example.com\n")]
    [InlineData("attendee:mailto:j@example.com\n", "attendee;SCHEDULE-AGENT=CLIENT:mailto:j@example.com\n")]
    [InlineData("ORGANIZER;SCHEDULE-AGENT=server;X-A=1:mailto:j@example.com\n", "ORGANIZER;SCHEDULE-AGENT=CLIENT;X-A=1:mailto:j@example.com\n")]
    [InlineData("ATTENDEE;SCHEDULE-AGENT=none:mailto:j@example.com\n", "ATTENDEE;SCHEDULE-AGENT=none:mailto:j@example.com\n")]
    public void Only_the_lines_of_people_change(string line, string marked) =>
        Assert.Equal(Folded.Replace("{0}", marked, StringComparison.Ordinal), ScheduleAgent.MakeClient(Folded.Replace("{0}", line, StringComparison.Ordinal)));

    [Fact]
    public void A_text_without_people_is_left_as_it_is()
    {
        string text = Folded.Replace("{0}", string.Empty, StringComparison.Ordinal);
        Assert.False(ScheduleAgent.Concerns(text));
        Assert.Same(text, ScheduleAgent.MakeClient(text));
    }

    [Fact]
    public void All_instances_are_marked_and_nonsense_is_refused()
    {
        string two = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nATTENDEE:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260101\r\nATTENDEE:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        Assert.Equal(two.Replace("ATTENDEE", "ATTENDEE;SCHEDULE-AGENT=CLIENT", StringComparison.Ordinal), ScheduleAgent.MakeClient(two));
        Assert.Throws<InvalidCalendarDataException>(() => ScheduleAgent.MakeClient("BEGIN:VCALENDAR\r\nATTENDEE:a\r\n"));
    }
}
