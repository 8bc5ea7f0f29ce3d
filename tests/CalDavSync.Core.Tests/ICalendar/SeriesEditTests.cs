using System;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>A series is changed as a whole, and stays one.</summary>
public class SeriesEditTests
{
    private const string Event =
        "BEGIN:VCALENDAR\nVERSION:2.0\nX-ODD;A=\"b:c\":d\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260302T090000\n"
        + "DTEND;TZID=Europe/Berlin:20260302T100000\nSUMMARY;LANGUAGE=de:Alt\nX-LONG:aaaaaaaaaaaaa\n bbbb\nEND:VEVENT\nEND:VCALENDAR\n";

    private const string Override =
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260316T090000\nDTSTART;TZID=Europe/Berlin:20260316T110000\nSUMMARY:Later\nEND:VEVENT\n";

    private static string WithTimes(string times) => "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n" + times + "\nX-LONG:aaaaaaaaaaaaa\n bbbb\nEND:VEVENT\nEND:VCALENDAR\n";

    [Theory]
    [InlineData("EXDATE;TZID=Europe/Berlin:20260309T090000", "", "EXDATE")]
    [InlineData("RDATE;TZID=Europe/Berlin:20260310T090000", "", "RDATE")]
    [InlineData("RRULE:FREQ=WEEKLY", Override, "RECURRENCE-ID")]
    [InlineData("RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20260309T090000", Override, "EXDATE, RECURRENCE-ID")]
    public void A_series_with_occurrences_named_by_their_times_is_not_moved_away_from_them(string recurrence, string behind, string names)
    {
        string text = Event.Replace("SUMMARY", recurrence + "\nSUMMARY", StringComparison.Ordinal).Replace("END:VCALENDAR", behind + "END:VCALENDAR", StringComparison.Ordinal);
        var moved = new ItemEdit { Start = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc) };
        InvalidCalendarDataException error = Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(text, moved, 2026));
        Assert.Contains($"({names})", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Content", error.Message, StringComparison.Ordinal);

        var same = new ItemEdit { Start = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc), End = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc) };
        Assert.Equal(text.Replace("DTEND;TZID=Europe/Berlin:20260302T100000", "DTEND;TZID=Europe/Berlin:20260302T110000", StringComparison.Ordinal), ItemEditor.Apply(text, same, 2026));
    }

    [Fact]
    public void A_series_without_exceptions_is_moved() => Assert.Contains(
        "DTSTART;TZID=Europe/Berlin:20260302T100000",
        ItemEditor.Apply(Event.Replace("SUMMARY", "RRULE:FREQ=WEEKLY\nSUMMARY", StringComparison.Ordinal), new ItemEdit { Start = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc) }, 2026),
        StringComparison.Ordinal);

    [Fact]
    public void The_way_recurring_times_are_written_is_left_alone() => Assert.Throws<InvalidCalendarDataException>(
        () => ItemEditor.Apply(Event.Replace("SUMMARY", "RRULE:FREQ=DAILY\nSUMMARY", StringComparison.Ordinal), new ItemEdit { TimeZone = "Asia/Tokyo" }, 2026));

    [Theory]
    [InlineData("DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260310T090000Z")]
    [InlineData("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;UNTIL=20260310")]
    public void A_series_is_not_moved_beyond_its_own_end(string times)
    {
        var edit = new ItemEdit { Start = new DateTime(2026, 4, 1, 9, 0, 0, DateTimeKind.Utc) };
        var error = Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(WithTimes(times), edit, 2026));
        Assert.Contains("UNTIL=20260310", error.Message, StringComparison.Ordinal);
        edit.SetRule("FREQ=DAILY;COUNT=8");
        Assert.Contains("RRULE:FREQ=DAILY;COUNT=8\n", ItemEditor.Apply(WithTimes(times), edit, 2026), StringComparison.Ordinal);
        Assert.Contains("20260309", ItemEditor.Apply(WithTimes(times), new ItemEdit { Start = new DateTime(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc) }, 2026), StringComparison.Ordinal);
    }

    [Theory]
    // The last occurrence of a series, with an end that is written in another way than its start.
    [InlineData("DTSTART;VALUE=DATE:20260302", "20260301T230000Z")]
    [InlineData("DTSTART:20260302T010000Z", "20260301")]
    [InlineData("DTSTART:20260302T010000Z", "99991231")]
    [InlineData("DTSTART;TZID=Company/HQ:20260302T090000", "20260301T230000Z")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T003000", "20260301T233000Z")]
    public void A_series_may_end_with_its_start(string start, string until)
    {
        var edit = new ItemEdit();
        edit.SetRule("FREQ=DAILY;UNTIL=" + until);
        Assert.Contains(until, ItemEditor.Apply(WithTimes(start), edit, 2026), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260302", "20260228T230000Z")]
    [InlineData("DTSTART;VALUE=DATE:20260302", "20260301")]
    [InlineData("DTSTART:20260302T010000Z", "20260228")]
    [InlineData("DTSTART;TZID=Company/HQ:20260302T090000", "20260228T230000Z")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T003000", "20260301T232959Z")]
    public void A_series_does_not_end_before_its_start(string start, string until)
    {
        var edit = new ItemEdit();
        edit.SetRule("FREQ=DAILY;UNTIL=" + until);
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(WithTimes(start), edit, 2026));
    }
}
