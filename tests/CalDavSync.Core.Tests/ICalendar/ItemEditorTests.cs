using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>A change of properties touches their own lines and no other byte.</summary>
public class ItemEditorTests
{
    private const string Event =
        "BEGIN:VCALENDAR\nVERSION:2.0\nX-ODD;A=\"b:c\":d\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260302T090000\n"
        + "DTEND;TZID=Europe/Berlin:20260302T100000\nSUMMARY;LANGUAGE=de:Alt\nX-LONG:aaaaaaaaaaaaa\n bbbb\nEND:VEVENT\nEND:VCALENDAR\n";

    private static string WithTimes(string times) => "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n" + times + "\nX-LONG:aaaaaaaaaaaaa\n bbbb\nEND:VEVENT\nEND:VCALENDAR\n";

    [Fact]
    public void Only_the_line_of_the_property_changes()
    {
        var edit = new ItemEdit();
        edit.SetText("SUMMARY", "Neu, besser");
        Assert.Equal(Event.Replace("de:Alt", "de:Neu\\, besser", StringComparison.Ordinal), ItemEditor.Apply(Event, edit, 2026));
    }

    [Fact]
    public void Properties_are_added_in_front_of_inner_components_and_removed_whole()
    {
        var edit = new ItemEdit();
        edit.SetText("LOCATION", "Raum; 1");
        edit.SetText("SUMMARY", null);
        string text = ItemEditor.Apply(Event, edit, 2026);
        Assert.Equal(Event.Replace("SUMMARY;LANGUAGE=de:Alt\n", string.Empty, StringComparison.Ordinal).Replace("END:VEVENT", "LOCATION:Raum\\; 1\nEND:VEVENT", StringComparison.Ordinal), text);
    }

    [Fact]
    public void A_time_keeps_the_form_and_zone_it_is_written_in()
    {
        DateTime start = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        string text = ItemEditor.Apply(Event, new ItemEdit { Start = start, End = start.AddHours(1) }, 2026);
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20260701T140000\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Berlin:20260701T150000\n", text, StringComparison.Ordinal);
    }

    [Theory]
    // The instant moves by as much as the start, and is written as it was: in its own zone, in UTC, floating, or as a day.
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;TZID=Europe/Berlin:20260302T100000", "DTSTART;TZID=Europe/Berlin:20260701T140000\nDTEND;TZID=Europe/Berlin:20260701T150000")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;X-A=1;TZID=Asia/Tokyo:20260303T020000", "DTSTART;TZID=Europe/Berlin:20260701T140000\nDTEND;X-A=1;TZID=Asia/Tokyo:20260702T060000")]
    [InlineData("DTSTART:20260302T090000Z\nDTEND:20260302T093000Z", "DTSTART:20260701T120000Z\nDTEND:20260701T123000Z")]
    [InlineData("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260305", "DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260704")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T090000\nDURATION:PT1H30M", "DTSTART;TZID=Europe/Berlin:20260701T140000\nDURATION:PT1H30M")]
    [InlineData("DTSTART:20260302T090000Z\nDTEND:20260302T090000Z", "DTSTART:20260701T120000Z\nDTEND:20260701T120000Z")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260302T090000", "DTSTART;TZID=Europe/Berlin:20260701T140000")]
    public void An_item_that_is_moved_lasts_as_long_as_before(string times, string moved)
    {
        string before = WithTimes(times);
        string after = ItemEditor.Apply(before, new ItemEdit { Start = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc) }, 2026);
        Assert.Equal(WithTimes(moved), after);
    }

    [Fact]
    public void A_wall_clock_without_a_known_zone_moves_by_as_much_as_the_start()
    {
        string before = WithTimes("DTSTART;TZID=Company/HQ:20260302T090000\nDTEND;TZID=Company/HQ:20260302T103000");
        string after = ItemEditor.Apply(before, new ItemEdit { Start = new DateTime(2026, 3, 4, 10, 15, 0) }, 2026);
        Assert.Equal(WithTimes("DTSTART;TZID=Company/HQ:20260304T101500\nDTEND;TZID=Company/HQ:20260304T114500"), after);
    }

    [Fact]
    public void A_task_that_is_moved_is_due_later()
    {
        string task = Event.Replace("VEVENT", "VTODO", StringComparison.Ordinal).Replace("DTEND", "DUE", StringComparison.Ordinal);
        string text = ItemEditor.Apply(task, new ItemEdit { Start = new DateTime(2026, 3, 3, 8, 0, 0, DateTimeKind.Utc) }, 2026);
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20260303T090000\nDUE;TZID=Europe/Berlin:20260303T100000\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_is_not_after_the_start_is_refused_by_name()
    {
        var start = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (ItemEdit edit in new[] { new ItemEdit { Start = start, End = start.AddHours(-1) }, new ItemEdit { Start = start, End = start }, new ItemEdit { End = start.AddYears(-3) } })
        {
            Assert.Contains("is not after the start", Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(Event, edit, 2026)).Message, StringComparison.Ordinal);
        }

        string backwards = WithTimes("DTSTART:20260302T090000Z\nDTEND:20260302T080000Z");
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(backwards, new ItemEdit { Start = start }, 2026));
        string utc = WithTimes("DTSTART:20260302T090000Z\nDTEND:20260302T110000Z");
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(utc, new ItemEdit { Start = new DateTime(9999, 12, 31, 22, 30, 0, DateTimeKind.Utc) }, 2026));
    }

    [Theory]
    [InlineData("DTEND:20260304T100000", "DTEND;VALUE=DATE:20260704\n")]
    [InlineData("DURATION:P1DT2H", "DTEND;VALUE=DATE:20260703\n")]
    public void Times_that_become_days_elsewhere_take_as_many(string end, string days)
    {
        string text = ItemEditor.Apply(WithTimes("DTSTART:20260302T090000\n" + end), new ItemEdit { Start = new DateTime(2026, 7, 1), IsAllDay = true }, 2026);
        Assert.Contains("DTSTART;VALUE=DATE:20260701\n", text, StringComparison.Ordinal);
        Assert.Contains(days, text, StringComparison.Ordinal);
        Assert.DoesNotContain("DURATION", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_that_become_times_take_as_many_hours() => Assert.Equal(
        WithTimes("DTSTART:20260701T120000Z\nDTEND:20260703T120000Z"),
        ItemEditor.Apply(
            WithTimes("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260304"),
            new ItemEdit { Start = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc), IsAllDay = false },
            2026));

    [Fact]
    public void An_end_replaces_a_duration()
    {
        string text = ItemEditor.Apply(
            Event.Replace("DTEND;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", StringComparison.Ordinal),
            new ItemEdit { End = new DateTime(2026, 3, 2, 11, 0, 0, DateTimeKind.Utc) },
            2026);
        Assert.DoesNotContain("DURATION", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Berlin:20260302T120000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_become_whole_days_and_back()
    {
        string days = ItemEditor.Apply(
            Event.Replace(";TZID=Europe/Berlin", string.Empty, StringComparison.Ordinal), new ItemEdit { IsAllDay = true }, 2026);
        Assert.Contains("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303\n", days, StringComparison.Ordinal);
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(days, new ItemEdit { IsAllDay = false }, 2026));

        var start = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        string times = ItemEditor.Apply(days, new ItemEdit { IsAllDay = false, Start = start, End = start.AddHours(1) }, 2026);
        Assert.Contains("DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\n", times, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_is_described_when_it_is_used()
    {
        string text = ItemEditor.Apply(Event, new ItemEdit { TimeZone = "Asia/Tokyo" }, 2026);
        Assert.Contains("DTSTART;TZID=Asia/Tokyo:20260302T170000\n", text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\n", text, StringComparison.Ordinal);
        Assert.Null(ItemReader.Validate(text));
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(Event, new ItemEdit { TimeZone = "Nowhere/Land" }, 2026));
    }

    [Fact]
    public void Days_have_no_time_zone_and_stay_days()
    {
        string days = WithTimes("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=YEARLY");
        Assert.Equal(days, ItemEditor.Apply(days, new ItemEdit { TimeZone = "Asia/Tokyo" }, 2026));
        string moved = ItemEditor.Apply(days, new ItemEdit { TimeZone = "Asia/Tokyo", Start = new DateTime(2026, 4, 1, 12, 0, 0) }, 2026);
        Assert.Equal(days.Replace("20260302", "20260401", StringComparison.Ordinal), moved);
        string single = WithTimes("DTSTART;VALUE=DATE:20260302");
        string timed = ItemEditor.Apply(single, new ItemEdit { TimeZone = "Asia/Tokyo", IsAllDay = false, Start = new DateTime(2026, 4, 1, 12, 0, 0, DateTimeKind.Utc) }, 2026);
        Assert.Contains("DTSTART;TZID=Asia/Tokyo:20260401T210000\n", timed, StringComparison.Ordinal);
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(days, new ItemEdit { TimeZone = "Nowhere/Land" }, 2026));
    }

    [Fact]
    public void Nothing_a_value_holds_can_become_a_line_of_its_own()
    {
        var edit = new ItemEdit();
        edit.SetText("SUMMARY", "a\r\nATTENDEE:mailto:x@y");
        CalendarComponent item = CalendarDocument.Parse(ItemEditor.Apply(Event, edit, 2026)).Master!;
        Assert.Null(item.GetProperty("ATTENDEE"));
        edit.SetText("SUMMARY", "half a pair " + '\ud83d');
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(Event, edit, 2026));
        edit.SetText("SUMMARY", "a pair \ud83d\ude00");
        edit.SetRule("FREQ=DAILY\r\nATTENDEE:mailto:x@y");
        Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(Event, edit, 2026));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=2")]
    [InlineData(" rrule:FREQ=DAILY;COUNT=2\r\n")]
    public void A_rule_may_be_given_as_the_line_it_was_copied_from(string rule)
    {
        var edit = new ItemEdit();
        edit.SetRule(rule);
        Assert.Contains("\nRRULE:FREQ=DAILY;COUNT=2\n", ItemEditor.Apply(Event, edit, 2026), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUMMARY", "a\u0007b", "U+0007")]
    [InlineData("LOCATION", "\ufffe", "U+FFFE")]
    [InlineData("STATUS", "DRAFT", "CONFIRMED")]
    public void A_value_that_would_not_arrive_or_not_be_understood_is_refused(string name, string value, string named)
    {
        var edit = new ItemEdit();
        edit.SetText(name, value);
        var error = Assert.Throws<InvalidCalendarDataException>(() => ItemEditor.Apply(Event, edit, 2026));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        edit.SetText(name, "CANCELLED");
        Assert.Contains("CANCELLED", ItemEditor.Apply(Event, edit, 2026), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_item_reads_back_as_it_was_meant()
    {
        var values = new ItemEdit { Start = new DateTime(2026, 3, 2), IsAllDay = true };
        values.SetText("SUMMARY", "Fair, day 1");
        values.SetCategories(new[] { "a,b", "c" });
        string text = ItemComposer.Compose("VEVENT", "u;1", values, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        ItemFacts facts = ItemReader.Read(text);
        Assert.Equal(("u;1", "Fair, day 1", true, new DateTime(2026, 3, 2)), (facts.Uid, facts.Summary, facts.IsAllDay, facts.Start!.Value));
        Assert.Contains("CATEGORIES:a\\,b,c\r\n", text, StringComparison.Ordinal);
        Assert.Equal("u;1", ItemText.RequireUid(text));
        Assert.Throws<InvalidCalendarDataException>(() => ItemComposer.Compose("VEVENT", "x", new ItemEdit(), DateTimeOffset.UnixEpoch));
    }
}
