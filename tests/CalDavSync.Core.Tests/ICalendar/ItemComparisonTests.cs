using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class ItemComparisonTests
{
    [Theory]
    [InlineData("DTSTAMP:20260101T000000Z|CREATED:20260101T000000Z|LAST-MODIFIED:20260101T000000Z", "DTSTAMP:20270101T000000Z")]
    [InlineData("SUMMARY:A|LOCATION:B", "LOCATION:B|SUMMARY:A")]
    [InlineData("SUMMARY:Folded", "summary:Fol|\tded")]
    [InlineData("SUMMARY:A\\, B\\nC", "SUMMARY:A, B\\NC")]
    [InlineData("X-FOO:a;b", "X-FOO:a\\;b")]
    [InlineData("CLASS:PUBLIC|TRANSP:OPAQUE|PRIORITY:0|SEQUENCE:0", "X-EMPTY:")]
    [InlineData("STATUS:confirmed", "STATUS:CONFIRMED")]
    [InlineData("X-RECURRENCE-EXCEPTION:1|X-RADICALE-NAME:x.ics", "DESCRIPTION:")]
    [InlineData("ATTENDEE;CN=\"Ann\";ROLE=REQ-PARTICIPANT;PARTSTAT=accepted:MAILTO:ann@x", "ATTENDEE;partstat=ACCEPTED;CN=Ann;RSVP=FALSE;SCHEDULE-STATUS=1.2:mailto:ann@x")]
    [InlineData("ATTENDEE;MEMBER=\"mailto:a@x\",\"mailto:b@x\":mailto:c@x", "ATTENDEE;MEMBER=\"MAILTO:b@x\",\"mailto:a@x\":mailto:c@x")]
    [InlineData("CATEGORIES:A,B|CATEGORIES:C", "CATEGORIES:C,B,A")]
    [InlineData("EXDATE:20260701T100000Z,20260702T100000Z", "EXDATE;TZID=Europe/Berlin:20260702T120000|EXDATE;VALUE=DATE-TIME;TZID=Europe/Berlin:20260701T120000")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260701T100000", "DTSTART;TZID=\"/mozilla.org/20050126_1/Europe/Berlin\":20260701T100000")]
    [InlineData("DTSTART;TZID=UTC:20260701T100000", "DTSTART:20260701T100000Z")]
    [InlineData("DTSTART;VALUE=DATE:20260701", "DTSTART:20260701")]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO", "RRULE:BYDAY=MO;FREQ=weekly")]
    [InlineData("DURATION:PT60M", "DURATION:PT1H")]
    [InlineData("GEO:52.5;-13.4", "GEO:52.500000\\;-13.4000001")]
    [InlineData("DTSTART;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260701|DURATION:P1D")]
    [InlineData("DTSTART;VALUE=DATE:20260731|DTEND;VALUE=DATE:20260801", "DTSTART;VALUE=DATE:20260731")]
    [InlineData("BEGIN:VALARM|TRIGGER:-PT15M|ACTION:DISPLAY|END:VALARM|BEGIN:VALARM|TRIGGER:P1W|END:VALARM", "BEGIN:VALARM|TRIGGER:P7D|REPEAT:0|END:VALARM|BEGIN:VALARM|action:display|TRIGGER;VALUE=DURATION;RELATED=START:-P0DT0H15M0S|END:VALARM")]
    public void Means_the_same(string first, string second)
    {
        Assert.Empty(ItemComparer.Compare(Event(first), Event(second)));
        Assert.Equal(ItemFingerprint.Of(Event(first)), ItemFingerprint.Of(Event(second)));
    }

    [Theory]
    [InlineData("SUMMARY:A", "SUMMARY:B", "SUMMARY")]
    [InlineData("SUMMARY:A", "LOCATION:A", "LOCATION SUMMARY")]
    [InlineData("SEQUENCE:1", "SEQUENCE:2", "SEQUENCE")]
    [InlineData("CLASS:PRIVATE", "SUMMARY:", "CLASS")]
    [InlineData("STATUS:CONFIRMED", "SUMMARY:", "STATUS")]
    [InlineData("X-MOZ-LASTACK:1", "SUMMARY:", "X-MOZ-LASTACK")]
    [InlineData("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a", "ATTENDEE:mailto:a", "ATTENDEE")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260701T120000", "DTSTART:20260701T100000Z", "DTSTART")]
    [InlineData("DTSTART:20260701T120000", "DTSTART:20260701", "DTSTART")]
    [InlineData("EXDATE:20260701", "EXDATE:20260701,20260702", "EXDATE")]
    [InlineData("GEO:52.5;13.4", "GEO:52.5;13.40001", "GEO")]
    [InlineData("DTSTART;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260701|DURATION:P2D", "DURATION")]
    [InlineData("DTSTART;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260701|DTEND;VALUE=DATE:20260703", "DTEND")]
    [InlineData("DTSTART:20260701T100000Z", "DTSTART:20260701T100000Z|DURATION:P1D", "DURATION")]
    [InlineData("RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;INTERVAL=2", "RRULE")]
    [InlineData("BEGIN:VALARM|TRIGGER:-PT15M|END:VALARM", "BEGIN:VALARM|TRIGGER:-PT5M|END:VALARM", "VALARM")]
    [InlineData("COMMENT:A|COMMENT:A", "COMMENT:A", "COMMENT")]
    public void Differs_in(string first, string second, string properties)
    {
        Assert.Equal(properties, string.Join(' ', ItemComparer.Compare(Event(first), Event(second))));
        Assert.NotEqual(ItemFingerprint.Of(Event(first)), ItemFingerprint.Of(Event(second)));
        Assert.Empty(ItemComparer.Compare(Event(first), Event(second), properties.Split(' ')));
        Assert.Equal(ItemFingerprint.Of(Event(first), properties.Split(' ')), ItemFingerprint.Of(Event(second), properties.Split(' ')));
    }

    [Fact]
    public void Overrides_are_told_apart()
    {
        string first = Calendar("BEGIN:VEVENT|UID:1|SUMMARY:A|END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID;TZID=Europe/Berlin:20260701T120000|SUMMARY:B|END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID:20260702|END:VEVENT");
        string second = Calendar("BEGIN:VEVENT|UID:1|RECURRENCE-ID:20260701T100000Z|SUMMARY:C|END:VEVENT|BEGIN:VEVENT|UID:1|SUMMARY:A|END:VEVENT");

        ItemDifference[] differences = ItemComparer.Compare(first, second).ToArray();

        Assert.Equal(new[] { "20260701T100000Z/SUMMARY", "VEVENT 20260702" }, differences.Select(difference => difference.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(differences, difference => difference is { Property: null, InFirst: true, InSecond: false });
    }

    [Fact]
    public void Time_zone_definitions_and_calendar_properties_do_not_count() => Assert.Equal(
        ItemFingerprint.Of(Calendar("PRODID:a|BEGIN:VTIMEZONE|TZID:A|END:VTIMEZONE|BEGIN:VEVENT|UID:1|END:VEVENT")),
        ItemFingerprint.Of(Calendar("X-WR-CALNAME:b|BEGIN:VEVENT|UID:1|END:VEVENT")));

    [Fact]
    public void A_malformed_text_is_refused() => Assert.Throws<InvalidCalendarDataException>(() => ItemFingerprint.Of("BEGIN:VCALENDAR\n"));

    [Fact]
    public void There_is_a_difference_exactly_when_the_fingerprints_differ() =>
        Prop.ForAll(
            Arb.From(CalendarTexts.Item("1")),
            Arb.From(CalendarTexts.Item("1")),
            (first, second) => (ItemComparer.Compare(first, second).Count == 0) == (ItemFingerprint.Of(first) == ItemFingerprint.Of(second))
                && ItemComparer.Compare(first, first).Count == 0)
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void The_order_of_lines_and_components_never_counts() =>
        Prop.ForAll(Arb.From(CalendarTexts.Item("1")), Arb.From(Gen.Choose(0, int.MaxValue)), (text, seed) =>
        {
            CalendarDocument document = CalendarDocument.Parse(text);
            var shuffled = new CalendarComponent("VCALENDAR");
            foreach (CalendarNode node in Shuffled(document.Calendars[0], new Random(seed)).Nodes) shuffled.Insert(shuffled.Nodes.Count, node);
            return ItemFingerprint.Of(shuffled.ToString()) == ItemFingerprint.Of(text);
        }).Check(Config.QuickThrowOnFailure);

    private static CalendarComponent Shuffled(CalendarComponent component, Random random)
    {
        var shuffled = new CalendarComponent(component.Name);
        foreach (CalendarNode node in component.Nodes.OrderBy(_ => random.Next()))
        {
            shuffled.Insert(random.Next(shuffled.Nodes.Count + 1), node is CalendarComponent inner ? Shuffled(inner, random) : CalendarProperty.FromContent(((CalendarProperty)node).Content));
        }

        return shuffled;
    }

    private static string Event(string lines) => Calendar($"BEGIN:VEVENT|UID:1|{lines}|END:VEVENT");

    private static string Calendar(string lines) => $"BEGIN:VCALENDAR|{lines}|END:VCALENDAR|".Replace("|", "\r\n");
}
