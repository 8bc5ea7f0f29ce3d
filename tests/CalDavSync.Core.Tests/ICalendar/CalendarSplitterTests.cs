using System;
using System.IO;
using System.Linq;
using CalDavSync.ICalendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class CalendarSplitterTests
{
    [Fact]
    public void Each_item_gets_its_own_components_zones_and_the_properties_of_the_calendar()
    {
        const string Text = "BEGIN:VCALENDAR|VERSION:2.0|PRODID:p|METHOD:PUBLISH|X-WR-CALNAME:Long| name|"
            + "BEGIN:VTIMEZONE|TZID:A|END:VTIMEZONE|"
            + "BEGIN:VEVENT|UID:1|RECURRENCE-ID;TZID=B:20260102T100000|END:VEVENT|"
            + "BEGIN:VTODO|UID:2|END:VTODO|"
            + "BEGIN:VEVENT|UID:1|DTSTART;TZID=B:20260101T100000|X-RAW;a=b:as| it is|BEGIN:VALARM|TRIGGER;X-T=1;TZID=A:x|END:VALARM|END:VEVENT|"
            + "BEGIN:VEVENT|UID:3|DTSTART;TZID=A:20260101T100000|END:VEVENT|"
            + "BEGIN:VTIMEZONE|TZID:B|END:VTIMEZONE|BEGIN:VTIMEZONE|TZID:Unused|END:VTIMEZONE|END:VCALENDAR|";
        const string Head = "BEGIN:VCALENDAR|VERSION:2.0|PRODID:p|X-WR-CALNAME:Long| name|";

        SplitItem[] items = Split(Text);

        Assert.Equal(
            new[]
            {
                Head + "BEGIN:VTODO|UID:2|END:VTODO|END:VCALENDAR|",
                Head + "BEGIN:VTIMEZONE|TZID:B|END:VTIMEZONE|BEGIN:VTIMEZONE|TZID:A|END:VTIMEZONE|BEGIN:VEVENT|UID:1|RECURRENCE-ID;TZID=B:20260102T100000|END:VEVENT|"
                    + "BEGIN:VEVENT|UID:1|DTSTART;TZID=B:20260101T100000|X-RAW;a=b:as| it is|BEGIN:VALARM|TRIGGER;X-T=1;TZID=A:x|END:VALARM|END:VEVENT|END:VCALENDAR|",
                Head + "BEGIN:VTIMEZONE|TZID:A|END:VTIMEZONE|BEGIN:VEVENT|UID:3|DTSTART;TZID=A:20260101T100000|END:VEVENT|END:VCALENDAR|",
            },
            items.Select(item => item.Text!.Replace("\n", "|")));
        Assert.Equal(new[] { ("2", "VTODO", 14), ("1", "VEVENT", 10), ("3", "VEVENT", 26) }, items.Select(item => (item.Uid!, item.Component, item.Line)));
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|SUMMARY:none|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 5, "without UID")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:x|nonsense|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 7, "without a colon")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:x|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 5, "BEGIN:VEVENT without an END")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:x|BEGIN:VALARM|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 8, "END:VEVENT where END:VALARM")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|BEGIN:VEVENT|UID:1|X:other|END:VEVENT|END:VCALENDAR|", 8, "a second VEVENT with the UID '1'")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|BEGIN:VEVENT|UID:1|END:VCALENDAR|", 8, "BEGIN:VEVENT without an END")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|", 1, "BEGIN:VCALENDAR without an END")]
    [InlineData("BEGIN:VCALENDAR|nonsense|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 2, "without a colon")]
    [InlineData("Dear all,|here it is:|BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 1, "no BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR|END:VALARM|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 2, "END:VALARM without a BEGIN")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VCALENDAR|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 5, "inside of a VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|BEGIN:VEVENT|UID:3|SUMMARY:x", 8, "BEGIN:VEVENT without an END")]
    [InlineData("BEGIN:VCARD|VERSION:3.0|UID:x|FN:A|END:VCARD|BEGIN:VCARD|FN:B|END:VCARD|BEGIN:VCALENDAR|BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VEVENT|UID:2|END:VEVENT|END:VCALENDAR|", 1, "no BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VEVENT|UID:1|END:VEVENT|BEGIN:VCARD|FN:B|END:VCARD|BEGIN:VEVENT|UID:2|END:VEVENT|", 1, "no BEGIN:VCALENDAR")]
    public void One_bad_component_is_named_and_the_others_are_kept(string text, int line, string problem)
    {
        SplitItem[] items = Split(text);

        Assert.Equal(new[] { "1", "2" }, items.Where(item => item.Error == null).Select(item => item.Uid!).Order());
        SplitItem bad = Assert.Single(items, item => item.Error != null);
        Assert.Equal(line, bad.Error!.Line);
        Assert.Contains(problem, bad.Error.Message, StringComparison.Ordinal);
        Assert.Null(bad.Text);
        Assert.All(items.Where(item => item.Text != null), item => Assert.Null(ItemReader.Validate(item.Text!)));
    }

    [Fact]
    public void Calendars_joined_into_one_file_keep_their_own_zones()
    {
        SplitItem[] items = Split(
            "BEGIN:VCALENDAR|VERSION:2.0|BEGIN:VTIMEZONE|TZID:A|X:1|END:VTIMEZONE|BEGIN:VEVENT|UID:1|DTSTART;TZID=A:x|END:VEVENT|END:VCALENDAR|"
            + "BEGIN:VCALENDAR|PRODID:q|BEGIN:VTIMEZONE|TZID:A|X:2|END:VTIMEZONE|BEGIN:VEVENT|UID:2|DTSTART;TZID=A:x|END:VEVENT|END:VCALENDAR|");

        Assert.Contains("VERSION:2.0\nBEGIN:VTIMEZONE\nTZID:A\nX:1\n", items[0].Text, StringComparison.Ordinal);
        Assert.Contains("PRODID:q\nBEGIN:VTIMEZONE\nTZID:A\nX:2\n", items[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_put_together_are_split_whatever_their_marks_folds_and_line_endings()
    {
        string[] items = CalendarSplitter.Split(() => new StringReader(
            "\r\n\uFEFFBEGIN:VCALENDAR\r\nBEG\r\n IN:VEV\r\n\tENT\r\nUID:1\r\nE\r\n ND:VEVENT\r\nEND:VCALENDAR\r\n\r\n\uFEFFBEGIN:VCALENDAR\nBEGIN:VTODO\nUID:2\nEND:VTODO\nEND:VCALENDAR"))
            .Select(item => item.Text ?? item.Error!.Message).ToArray();

        Assert.Equal(2, items.Length);
        Assert.All(items, item => Assert.Null(ItemReader.Validate(item)));
        Assert.Contains("BEG\r\n IN:VEV\r\n\tENT\r\nUID:1\r\nE\r\n ND:VEVENT\r\n", items[0], StringComparison.Ordinal);
        Assert.Contains("BEGIN:VTODO\nUID:2\nEND:VTODO\n", items[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\r\n\n")]
    [InlineData("BEGIN:VCALENDAR")]
    public void Nothing_to_split_is_an_error(string text) => Assert.NotNull(Assert.Single(CalendarSplitter.Split(() => new StringReader(text))).Error);

    [Fact]
    public void Joining_and_splitting_loses_nothing() =>
        Prop.ForAll(
            Arb.From(Gen.CollectToArray(Enumerable.Range(1, 4).Select(i => CalendarTexts.Item("uid" + i)))),
            items =>
            {
                var joined = new StringWriter();
                var joiner = new CalendarJoiner(joined, "Every; thing");
                foreach (string item in items) joiner.Add(item);
                joiner.Complete();
                SplitItem[] split = CalendarSplitter.Split(() => new StringReader(joined.ToString())).ToArray();
                return split.All(item => item.Error == null)
                    && split.Select(item => ItemFingerprint.Of(item.Text!)).Order().SequenceEqual(items.Select(item => ItemFingerprint.Of(item)).Order());
            }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Damaged_files_are_split_into_valid_items_and_errors() =>
        Prop.ForAll(CalendarTexts.Damaged(), text => CalendarSplitter.Split(() => new StringReader(text))
            .All(item => item.Error != null ? item.Error.Line > 0 : ItemReader.Validate(item.Text!) == null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static SplitItem[] Split(string lines) => CalendarSplitter.Split(() => new StringReader(lines.Replace("|", "\n"))).ToArray();
}
