using System.Linq;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>Every example of draft-daboo-icalendar-vpatch-00, applied.</summary>
public sealed class CalendarPatchDraftTests
{
    private const string Event = "BEGIN:VEVENT|UID:1234|DTSTART:20160902T120000Z|DURATION:PT1H|SUMMARY:Test event";
    private const string Attendees =
        "|ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;MEMBER=\"mailto:calext@example.com\",\"mailto:other@example.com\":mailto:cyrus@example.com|ATTENDEE;CN=\"Ken\":mailto:ken@example.com";

    [Fact]
    public void C1_adds_a_component() => AssertPatched(
        "", "PATCH-TARGET:/VCALENDAR|BEGIN:VEVENT|UID:1234|DTSTART:20160902T103000Z|DURATION:PT1H|SUMMARY:Test event|END:VEVENT",
        "BEGIN:VEVENT|UID:1234|DTSTART:20160902T103000Z|DURATION:PT1H|SUMMARY:Test event|END:VEVENT|");

    [Fact]
    public void C2_adds_an_alarm() => AssertPatched(
        Event + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|BEGIN:VALARM|UID:4567|ACTION:DISPLAY|TRIGGER:-PT30M|DESCRIPTION:Time to leave|END:VALARM",
        Event + "|BEGIN:VALARM|UID:4567|ACTION:DISPLAY|TRIGGER:-PT30M|DESCRIPTION:Time to leave|END:VALARM|END:VEVENT|");

    [Fact]
    public void C3_replaces_a_component() => AssertPatched(
        Event + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|BEGIN:VEVENT|UID:1234|DTSTART:20160903T123000Z|DURATION:PT2H|SUMMARY:Changed event|END:VEVENT",
        "BEGIN:VEVENT|UID:1234|DTSTART:20160903T123000Z|DURATION:PT2H|SUMMARY:Changed event|END:VEVENT|");

    [Fact]
    public void C4_removes_a_component() => AssertPatched(
        Event + "|END:VEVENT|BEGIN:VEVENT|UID:1235|DTSTART:20160902|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR|PATCH-DELETE:/VEVENT[UID=1234]",
        "BEGIN:VEVENT|UID:1235|DTSTART:20160902|END:VEVENT|");

    [Fact]
    public void C5_adds_properties() => AssertPatched(
        "BEGIN:VTODO|UID:4321|END:VTODO|",
        "PATCH-TARGET:/VCALENDAR/VTODO[UID=4321]|STATUS;PATCH-ACTION=CREATE:COMPLETED|COMPLETED;PATCH-ACTION=CREATE:20160902T224515Z",
        "BEGIN:VTODO|UID:4321|STATUS:COMPLETED|COMPLETED:20160902T224515Z|END:VTODO|");

    [Fact]
    public void C6_updates_properties() => AssertPatched(
        Event + "|LOCATION:Old place|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|SUMMARY:Title was changed|LOCATION:New place",
        "BEGIN:VEVENT|UID:1234|DTSTART:20160902T120000Z|DURATION:PT1H|SUMMARY:Title was changed|LOCATION:New place|END:VEVENT|");

    [Fact]
    public void C7_updates_the_property_with_a_value() => AssertPatched(
        Event + Attendees + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|ATTENDEE;PATCH-ACTION=BYVALUE;PARTSTAT=ACCEPTED:| mailto:cyrus@example.com",
        Event + "|ATTENDEE;PARTSTAT=ACCEPTED:mailto:cyrus@example.com|ATTENDEE;CN=\"Ken\":mailto:ken@example.com|END:VEVENT|");

    [Fact]
    public void C8_removes_a_property() => AssertPatched(
        Event + "|URL:http://example.com/|END:VEVENT|", "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-DELETE:#URL", Event + "|END:VEVENT|");

    [Fact]
    public void C9_removes_the_property_with_a_value() => AssertPatched(
        Event + Attendees + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-DELETE:#ATTENDEE[=mailto:cyrus@example.com]",
        Event + "|ATTENDEE;CN=\"Ken\":mailto:ken@example.com|END:VEVENT|");

    [Fact]
    public void C10_changes_a_parameter() => AssertPatched(
        Event + Attendees + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-PARAMETER;PARTSTAT=ACCEPTED:| #ATTENDEE[=mailto:cyrus@example.com]",
        Event + Attendees.Replace("NEEDS-ACTION", "ACCEPTED") + "|END:VEVENT|");

    [Fact]
    public void C11_removes_a_parameter() => AssertPatched(
        Event + Attendees + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-DELETE:#ATTENDEE[=mailto:cyrus@example.com];PARTSTAT",
        Event + Attendees.Replace(";PARTSTAT=NEEDS-ACTION", "") + "|END:VEVENT|");

    [Fact]
    public void C12_removes_a_value_of_a_parameter() => AssertPatched(
        Event + Attendees + "|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-DELETE:#ATTENDEE[=mailto:cyrus@example.com]| ;MEMBER=mailto:calext@example.com",
        Event + Attendees.Replace("\"mailto:calext@example.com\",", "") + "|END:VEVENT|");

    [Theory]
    [InlineData("EXDATE:20160903T120000Z,20160904T120000Z", "|EXDATE:20160904T120000Z")]
    [InlineData("EXDATE:20160903T120000Z", "")]
    public void C13_removes_a_value(string before, string after) => AssertPatched(
        Event + "|" + before + "|END:VEVENT|", "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234]|PATCH-DELETE:#EXDATE=20160903T120000Z", Event + after + "|END:VEVENT|");

    [Fact]
    public void C14_answers_an_invitation() => AssertPatched(
        Event + Attendees + "|TRANSP:TRANSPARENT|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-DELETE:#ATTENDEE[=mailto:cyrus@example.com];RSVP|PATCH-PARAMETER;PARTSTAT=ACCEPTED:| #ATTENDEE[=mailto:cyrus@example.com]|TRANSP:OPAQUE",
        Event + Attendees.Replace("NEEDS-ACTION;RSVP=TRUE", "ACCEPTED") + "|TRANSP:OPAQUE|END:VEVENT|");

    /// <summary>The draft leaves DTSTART at the first day here, but not in section 11.2; an override that starts with its instance is meant.</summary>
    [Fact]
    public void C15_changes_one_instance() => AssertPatched(
        "BEGIN:VEVENT|UID:1234|DTSTART:20160905|DURATION:PT1H|SUMMARY:Test event|RRULE:FREQ=DAILY|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[RID=20160906]|SUMMARY:Test event - modified",
        "BEGIN:VEVENT|UID:1234|DTSTART:20160905|DURATION:PT1H|SUMMARY:Test event|RRULE:FREQ=DAILY|END:VEVENT|"
        + "BEGIN:VEVENT|UID:1234|RECURRENCE-ID:20160906|DTSTART:20160906|DURATION:PT1H|SUMMARY:Test event - modified|END:VEVENT|");

    [Fact]
    public void C16_removes_an_override() => AssertPatched(
        "BEGIN:VEVENT|UID:1234|DTSTART:20160905|DURATION:PT1H|SUMMARY:Test event|RRULE:FREQ=DAILY|END:VEVENT|"
        + "BEGIN:VEVENT|UID:1234|RECURRENCE-ID:20160906|DTSTART:20160905|DURATION:PT1H|SUMMARY:Test event - modified|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR|PATCH-DELETE:/VEVENT[RID=20160906]|END:PATCH|BEGIN:PATCH|PATCH-TARGET:/VCALENDAR/VEVENT[RID=M]|EXDATE;PATCH-ACTION=CREATE:20160906",
        "BEGIN:VEVENT|UID:1234|DTSTART:20160905|DURATION:PT1H|SUMMARY:Test event|RRULE:FREQ=DAILY|EXDATE:20160906|END:VEVENT|");

    [Fact]
    public void Section_11_2_creates_an_override() => AssertPatched(
        Event + "|RRULE:FREQ=DAILY|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234][RID=20160903T120000Z]|SUMMARY:Override second instance",
        Event + "|RRULE:FREQ=DAILY|END:VEVENT|"
        + "BEGIN:VEVENT|UID:1234|RECURRENCE-ID:20160903T120000Z|DTSTART:20160903T120000Z|DURATION:PT1H|SUMMARY:Override second instance|END:VEVENT|");

    [Fact]
    public void Section_11_2_cancels_an_instance() => AssertPatched(
        Event + "|RRULE:FREQ=DAILY|END:VEVENT|BEGIN:VEVENT|UID:1234|RECURRENCE-ID:20160903T120000Z|DTSTART:20160903T120000Z|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR|PATCH-DELETE:/VEVENT[UID=1234][RID=20160903T120000Z]|END:PATCH|BEGIN:PATCH|"
        + "PATCH-TARGET:/VCALENDAR/VEVENT[UID=1234][RID=M]|EXDATE;PATCH-ACTION=CREATE:20160903T120000Z",
        Event + "|RRULE:FREQ=DAILY|EXDATE:20160903T120000Z|END:VEVENT|");

    [Theory]
    [InlineData("PATCH-DELETE:#DESCRIPTION[=Line one\\nLine two]", "")]
    [InlineData("DESCRIPTION:Line one\\nLine two\\nLine three", "|DESCRIPTION:Line one\\nLine two\\nLine three")]
    public void Section_11_4_works_on_the_escaped_form(string operation, string after) => AssertPatched(
        Event + "|DESCRIPTION:Line one\\nLi|\tne two|END:VEVENT|", "PATCH-TARGET:/VCALENDAR/VEVENT|" + operation, Event + after + "|END:VEVENT|");

    [Theory]
    [InlineData("PATCH-PARAMETER;PARTSTAT=DECLINED:|   #ATTENDEE[=mailto:cyrus@example.com]", "NEEDS-ACTION", "DECLINED")]
    [InlineData("PATCH-PARAMETER;CN=Kenneth:#ATTENDEE[@CN=Ken]", "CN=\"Ken\"", "CN=Kenneth")]
    [InlineData("PATCH-PARAMETER;MEMBER=mailto:newgroup@example.com:#ATTENDEE[@MEMBER];MEMBER", "other@example.com\"", "other@example.com\",\"mailto:newgroup@example.com\"")]
    [InlineData("PATCH-PARAMETER;MEMBER=mailto:newgroup@example.com:#ATTENDEE[!mailto:cyrus@example.com];MEMBER", "CN=\"Ken\"", "CN=\"Ken\";MEMBER=\"mailto:newgroup@example.com\"")]
    public void Section_10_3_3_sets_parameters(string operation, string before, string after) => AssertPatched(
        Event + Attendees + "|END:VEVENT|", "PATCH-TARGET:/VCALENDAR/VEVENT|" + operation, Event + Attendees.Replace(before, after) + "|END:VEVENT|");

    [Fact]
    public void Section_10_4_replaces_by_parameter() => AssertPatched(
        Event + "|DESCRIPTION;LANGUAGE=en_GB:Old|END:VEVENT|",
        "PATCH-TARGET:/VCALENDAR/VEVENT|DESCRIPTION;PATCH-ACTION=\"BYPARAM@LANGUAGE=en_GB\";LANGUAGE=en_US:| Meeting to discuss VPATCH",
        Event + "|DESCRIPTION;LANGUAGE=en_US:Meeting to discuss VPATCH|END:VEVENT|");

    private static void AssertPatched(string before, string operations, string after) =>
        Assert.Equal(Lines(Calendar(after)), Lines(CalendarPatch.Apply(Lines(Calendar(before)), Patch(operations))));

    private static string Patch(string operations) =>
        Lines($"BEGIN:VCALENDAR|PROPID:Example|VERSION:2.0|BEGIN:VPATCH|UID:abcd|DTSTAMP:20160901T000000Z|BEGIN:PATCH|{operations}|END:PATCH|END:VPATCH|END:VCALENDAR|");

    private static string Calendar(string components) => "BEGIN:VCALENDAR|PRODID:Example|VERSION:2.0|" + components + "END:VCALENDAR|";

    /// <summary>Unfolds nothing: what the patch leaves alone keeps its folds, what it writes is folded where it is too long.</summary>
    private static string Lines(string text)
    {
        string lines = text.Replace("|", "\r\n");
        return string.Concat(CalendarDocument.Parse(lines).Calendars.Select(calendar => calendar.Copy().ToString()));
    }
}
