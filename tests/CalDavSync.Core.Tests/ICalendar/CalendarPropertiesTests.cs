using System;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

/// <summary>What holds for every text.</summary>
public sealed class CalendarPropertiesTests
{
    [Fact]
    public void Parsing_and_writing_is_the_identity() =>
        Check(Prop.ForAll(CalendarTexts.WellFormed(), text => CalendarDocument.Parse(text).ToString() == text));

    [Fact]
    public void The_fast_reader_and_the_document_see_the_same() =>
        Check(Prop.ForAll(CalendarTexts.WellFormed(), text =>
        {
            ItemFacts facts = ItemReader.Read(text);
            CalendarComponent master = CalendarDocument.Parse(text).Master!;
            return facts.Uid == master.GetText("UID") && facts.Summary == master.GetText("SUMMARY") && facts.Status == master.GetText("STATUS");
        }));

    [Fact]
    public void Damage_is_either_read_or_refused_with_a_line() =>
        Check(Prop.ForAll(CalendarTexts.Damaged(), text =>
        {
            ItemReader.Read(text);
            InvalidCalendarDataException? error = ItemReader.Validate(text);
            try
            {
                return CalendarDocument.Parse(text).ToString() == text && error == null;
            }
            catch (InvalidCalendarDataException refused)
            {
                return refused.Line > 0 && error?.Line == refused.Line;
            }
        }));

    [Fact]
    public void Any_characters_at_all_are_either_read_or_refused() =>
        Check(Prop.ForAll<string>(text =>
        {
            text ??= string.Empty;
            ItemReader.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART" + text);
            ItemReader.Read(text);
            return ItemReader.Validate("BEGIN:VCALENDAR\n" + text) != null;
        }));

    [Fact]
    public void Escaping_loses_nothing_but_the_kind_of_line_break() =>
        Check(Prop.ForAll<string>(text => text == null
            || TextValue.Unescape(TextValue.Escape(text)) == text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')));

    private static void Check(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
