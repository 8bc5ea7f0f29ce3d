using System;
using System.Linq;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class CalendarPatchTests
{
    private const string Zoned =
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:p\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a/b;c\nSUMMARY:Fol\n ded\n"
        + "DTSTART;TZID=Europe/Berlin:20260105T100000\nDTEND;TZID=Europe/Berlin:20260105T113000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260630T000000Z\nEXDATE;TZID=Europe/Berlin:20260107T100000\n"
        + "RDATE;TZID=Europe/Berlin:20260110T150000\nX-KEEP:as\n  it is\nEND:VEVENT\nEND:VCALENDAR\n";

    [Fact]
    public void What_is_not_patched_stays_byte_for_byte() => Assert.Equal(
        Zoned.Replace("SUMMARY:Fol\n ded\n", "SUMMARY:New\n"),
        CalendarPatch.Apply(Zoned, Patch("PATCH-TARGET:/VCALENDAR/VEVENT[UID=a%2Fb%3Bc]|SUMMARY:New")));

    [Theory]
    [InlineData("20260114T090000Z", "20260114T100000", "20260114T113000")]
    [InlineData("20260114T100000", "20260114T100000", "20260114T113000")]
    [InlineData("20260408T080000Z", "20260408T100000", "20260408T113000")]
    [InlineData("20260110T150000", "20260110T150000", "20260110T163000")]
    public void An_instance_in_a_time_zone_gets_its_override(string recurrenceId, string start, string end)
    {
        string patched = CalendarPatch.Apply(Zoned, Patch($"PATCH-TARGET:/VCALENDAR/VEVENT[RID={recurrenceId}]|SUMMARY:Moved"));

        Assert.EndsWith(
            $"BEGIN:VEVENT\nUID:a/b;c\nRECURRENCE-ID;TZID=Europe/Berlin:{start}\nSUMMARY:Moved\nDTSTART;TZID=Europe/Berlin:{start}\n"
            + $"DTEND;TZID=Europe/Berlin:{end}\nX-KEEP:as it is\nEND:VEVENT\nEND:VCALENDAR\n", patched, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20260113T100000")]
    [InlineData("20260107T100000")]
    [InlineData("20260112T110000")]
    [InlineData("20260706T100000")]
    [InlineData("20251229T100000")]
    [InlineData("20260112")]
    [InlineData("whenever")]
    public void What_is_no_instance_fails(string recurrenceId) =>
        AssertFails(Zoned, $"PATCH-TARGET:/VCALENDAR/VEVENT[RID={recurrenceId}]|SUMMARY:x", "there is no instance");

    [Fact]
    public void An_override_is_found_by_the_same_instant_written_differently()
    {
        string text = Zoned.Replace("END:VCALENDAR", "BEGIN:VEVENT\nUID:a/b;c\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T100000\nDTSTART:20260112T150000Z\nSUMMARY:Old\nEND:VEVENT\nEND:VCALENDAR");

        string patched = CalendarPatch.Apply(text, Patch("PATCH-TARGET:/VCALENDAR/VEVENT[RID=20260112T090000Z]|SUMMARY:New"));

        Assert.Equal(text.Replace("SUMMARY:Old", "SUMMARY:New"), patched);
    }

    [Fact]
    public void A_time_zone_replaces_the_one_of_its_own_name_only()
    {
        string patched = CalendarPatch.Apply(Zoned, Patch("PATCH-TARGET:/VCALENDAR|BEGIN:VTIMEZONE|TZID:X|END:VTIMEZONE|END:PATCH|BEGIN:PATCH|PATCH-TARGET:/VCALENDAR/VTIMEZONE[TZID=X]|TZURL:u"));

        Assert.Equal(Zoned.Replace("END:VCALENDAR", "BEGIN:VTIMEZONE\nTZID:X\nTZURL:u\nEND:VTIMEZONE\nEND:VCALENDAR"), patched);
    }

    [Fact]
    public void Groups_are_applied_by_their_order_those_without_one_last()
    {
        string patch = Patch("PATCH-TARGET:/VCALENDAR/VEVENT|SUMMARY:last").Replace("END:VCALENDAR", "BEGIN:VPATCH\nPATCH-ORDER:2\nBEGIN:PATCH\nPATCH-TARGET:/VCALENDAR/VEVENT\nSUMMARY:second\n"
            + "LOCATION:second\nEND:PATCH\nEND:VPATCH\nBEGIN:VPATCH\nPATCH-ORDER:1\nBEGIN:PATCH\nPATCH-TARGET:/VCALENDAR/VEVENT\nLOCATION:first\nEND:PATCH\nEND:VPATCH\nEND:VCALENDAR");

        CalendarComponent patched = CalendarDocument.Parse(CalendarPatch.Apply(Zoned, patch)).Master!;

        Assert.Equal(("last", "second"), (patched.GetText("SUMMARY"), patched.GetText("LOCATION")));
    }

    [Fact]
    public void Deletions_come_first_whatever_the_order_of_the_lines() => Assert.Equal(
        Zoned.Replace("SUMMARY:Fol\n ded\n", string.Empty).Replace("X-KEEP:as\n  it is\n", "X-KEEP:as\n  it is\nSUMMARY:New\n"),
        CalendarPatch.Apply(Zoned, Patch("PATCH-TARGET:/VCALENDAR/VEVENT|SUMMARY:New|PATCH-DELETE:#SUMMARY")));

    [Theory]
    [InlineData("/VCALENDAR/VEVENT[UID=other]")]
    [InlineData("/VCALENDAR/VTODO")]
    [InlineData("/VCALENDAR/VEVENT/VALARM")]
    [InlineData("/VCALENDAR/VTODO[RID=20260112T100000]")]
    public void A_missing_target_fails_or_changes_nothing(string target)
    {
        AssertFails(Zoned, $"PATCH-TARGET:{target}|SUMMARY:x", "does not exist");
        Assert.Equal(Zoned, CalendarPatch.Apply(Zoned, Patch($"PATCH-TARGET:{target}|SUMMARY:x"), ignoreMissingTargets: true));
    }

    [Theory]
    [InlineData("SUMMARY:no target", "needs one PATCH-TARGET")]
    [InlineData("PATCH-TARGET:/VCALENDAR|PATCH-TARGET:/VCALENDAR", "needs one PATCH-TARGET")]
    [InlineData("PATCH-TARGET:/VEVENT", "from /VCALENDAR on")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT#SUMMARY", "from /VCALENDAR on")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT[UID=1", "malformed")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT[XYZ=1]", "malformed")]
    [InlineData("PATCH-TARGET:", "malformed")]
    [InlineData("PATCH-TARGET:/VCALENDAR/", "malformed")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-DELETE:SUMMARY", "malformed")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-DELETE:#SUMMARY[?x]", "malformed")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-PARAMETER;A=1:/VALARM", "must name a property")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-NEW:x", "PATCH-NEW is not known")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|SUMMARY;PATCH-ACTION=X-NEW:x", "X-NEW is not known")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|DTSTART;PATCH-ACTION=CREATE:20260101", "two DTSTART")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|DURATION:PT1H", "two ends")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|PATCH-DELETE:#UID", "without UID")]
    [InlineData("PATCH-TARGET:/VCALENDAR|PATCH-DELETE:/VEVENT", "without a component")]
    [InlineData("PATCH-TARGET:/VCALENDAR|BEGIN:VEVENT|UID:other|DTSTART:20260101|END:VEVENT", "different UIDs")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|SUMMARY:x|END:PATCH|END:VPATCH|BEGIN:VPATCH|PATCH-VERSION:2|BEGIN:PATCH", "PATCH-VERSION 2")]
    [InlineData("PATCH-TARGET:/VCALENDAR/VEVENT|SUMMARY:x|END:PATCH|PATCH-ORDER:soon|BEGIN:PATCH", "no number")]
    public void Says_why_a_patch_fails(string operations, string problem) => AssertFails(Zoned, operations, problem);

    [Fact]
    public void Tells_patches_from_items()
    {
        Assert.True(CalendarPatch.IsPatch(Patch("PATCH-TARGET:/VCALENDAR")));
        Assert.False(CalendarPatch.IsPatch(Zoned));
        Assert.False(CalendarPatch.IsPatch("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:\n BEGIN:VPATCH\nEND:VEVENT\n"));
        Assert.False(CalendarPatch.IsPatch(string.Empty));
        Assert.Throws<InvalidCalendarDataException>(() => CalendarPatch.Apply(Zoned, Zoned));
    }

    [Fact]
    public void A_created_patch_is_small()
    {
        string patch = PatchComposer.Compose(Zoned, Zoned.Replace("Fol\n ded", "Other"));

        Assert.True(CalendarPatch.IsPatch(patch));
        Assert.Contains("BEGIN:PATCH\r\nPATCH-TARGET:/VCALENDAR/VEVENT[UID=a%2Fb%3Bc][RID=M]\r\nSUMMARY:Other\r\nEND:PATCH\r\n", patch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_created_patch_makes_the_second_text_of_the_first() =>
        Prop.ForAll(Pairs(), pair => Canonical(CalendarPatch.Apply(pair.From, PatchComposer.Compose(pair.From, pair.To))) == Canonical(pair.To))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Damaged_patches_are_applied_or_refused() =>
        Prop.ForAll(Pairs(), Arb.From(Gen.Choose(0, int.MaxValue)), (pair, seed) =>
        {
            string patch = CalendarTexts.Damage(PatchComposer.Compose(pair.From, pair.To), new System.Random(seed));
            try
            {
                return ItemReader.Validate(CalendarPatch.Apply(pair.From, patch, ignoreMissingTargets: seed % 2 == 0)) == null;
            }
            catch (InvalidCalendarDataException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Arbitrary<(string From, string To)> Pairs() => Arb.From(
        from first in CalendarTexts.Item("1")
        from uid in Gen.Elements("1", "1", "1", "a/b[c]=#;%2F x")
        from second in CalendarTexts.Item(uid)
        select (first, second));

    private static string Canonical(string text) => string.Concat(CalendarDocument.Parse(text).Calendars.Select(Canonical));

    private static string Canonical(CalendarComponent component) =>
        $"{component.Name}({string.Join('\n', component.Properties.Select(property => property.Content).Order(StringComparer.Ordinal))}"
        + $"{string.Concat(component.Components.Select(Canonical).Order(StringComparer.Ordinal))})";

    private static void AssertFails(string text, string operations, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidCalendarDataException>(() => CalendarPatch.Apply(text, Patch(operations))).Message, StringComparison.Ordinal);

    private static string Patch(string operations) =>
        $"BEGIN:VCALENDAR|VERSION:2.0|BEGIN:VPATCH|UID:u|DTSTAMP:20160901T000000Z|BEGIN:PATCH|{operations}|END:PATCH|END:VPATCH|END:VCALENDAR|".Replace("|", "\r\n");
}
