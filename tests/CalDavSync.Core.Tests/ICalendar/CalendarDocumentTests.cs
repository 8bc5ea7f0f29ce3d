using System;
using System.Linq;
using System.Text;
using CalDavSync.Errors;
using CalDavSync.ICalendar;
using Xunit;

namespace CalDavSync.Core.Tests.ICalendar;

public sealed class CalendarDocumentTests
{
    private const string Text =
        "\uFEFFBEGIN:VCALENDAR\n\nversion:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY;LANGUAGE=de;X-A=\"b:c\":Alt\n text\r\nX-KEEP:a\n\t b\nbegin:VALARM\nTRIGGER:-PT5M\nEND:valarm\nEND:VEVENT\nEND:VCALENDAR\n\n";

    [Fact]
    public void An_untouched_document_is_written_back_exactly() => Assert.Equal(Text, CalendarDocument.Parse(Text).ToString());

    [Fact]
    public void Reads_names_values_and_parameters()
    {
        CalendarComponent item = CalendarDocument.Parse(Text).Master!;
        CalendarProperty summary = item.GetProperty("summary")!;

        Assert.Equal("VEVENT", item.Name);
        Assert.Equal("Alttext", summary.Value);
        Assert.Equal("b:c", summary.GetParameter("x-a"));
        Assert.Equal("a b", item.GetValue("X-KEEP"));
        Assert.Equal("VALARM", Assert.Single(item.Components).Name);
        Assert.Equal(6, summary.LineNumber);
    }

    [Fact]
    public void Setting_a_value_changes_its_own_line_only()
    {
        CalendarDocument document = CalendarDocument.Parse(Text);

        document.Master!.SetText("SUMMARY", "Neu; mit, allem\nund mehr");

        Assert.Equal(Text.Replace("Alt\n text\r\n", "Neu\\; mit\\, allem\\nund mehr\r\n"), document.ToString());
    }

    [Fact]
    public void Setting_the_same_value_changes_nothing()
    {
        CalendarDocument document = CalendarDocument.Parse(Text);

        document.Master!.SetText("SUMMARY", "Alttext");

        Assert.Equal(Text, document.ToString());
    }

    [Fact]
    public void New_lines_stand_behind_their_like_and_before_inner_components()
    {
        CalendarDocument document = CalendarDocument.Parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE:a\nUID:1\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n");

        document.Master!.SetText("LOCATION", "Here");
        document.Master!.Add(new CalendarProperty("ATTENDEE", "b"));

        Assert.Equal("BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE:a\nATTENDEE:b\nUID:1\nLOCATION:Here\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n", document.ToString());
    }

    [Fact]
    public void New_lines_are_folded_at_75_octets_between_characters()
    {
        CalendarDocument document = CalendarDocument.Parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        string text = string.Concat(Enumerable.Repeat("a\u00E4\u20AC\U0001F600", 50));

        document.Master!.SetText("SUMMARY", text);

        string written = document.ToString();
        Assert.All(written.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written)), StringComparison.Ordinal);
        Assert.Equal(text, CalendarDocument.Parse(written).Master!.GetText("SUMMARY"));
    }

    [Fact]
    public void Parameters_are_set_in_their_place_and_quoted()
    {
        CalendarDocument document = CalendarDocument.Parse(Text);
        CalendarProperty summary = document.Master!.GetProperty("SUMMARY")!;

        summary.SetParameter("LANGUAGE", "en");
        summary.SetParameter("CN", "Doe, \"J\"");

        Assert.Equal("SUMMARY;LANGUAGE=en;X-A=\"b:c\";CN=\"Doe, ^'J^'\":Alttext", summary.Content);
        Assert.Equal("Doe, \"J\"", summary.GetParameter("CN"));
        Assert.True(summary.RemoveParameter("x-a"));
        Assert.False(summary.RemoveParameter("x-a"));
        Assert.Equal("SUMMARY;LANGUAGE=en;CN=\"Doe, ^'J^'\":Alttext", summary.Content);
    }

    [Fact]
    public void Null_removes_the_property()
    {
        CalendarDocument document = CalendarDocument.Parse(Text);

        document.Master!.SetText("SUMMARY", null);
        document.Master!.SetText("LOCATION", null);

        Assert.Equal(Text.Replace("SUMMARY;LANGUAGE=de;X-A=\"b:c\":Alt\n text\r\n", string.Empty), document.ToString());
    }

    [Fact]
    public void A_component_of_another_document_takes_the_line_ending_of_its_new_home()
    {
        CalendarDocument document = CalendarDocument.Parse("BEGIN:VCALENDAR\nEND:VCALENDAR\n");

        document.Calendars[0].Add(CalendarDocument.Parse("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID\r\n :1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n").Master!.Copy());

        Assert.Equal("BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n", document.ToString());
    }

    [Fact]
    public void A_line_break_in_a_written_value_cannot_start_a_new_line()
    {
        var property = new CalendarProperty("SUMMARY", "a\r\nATTENDEE:b");

        Assert.Equal("SUMMARY:aATTENDEE:b", property.Content);
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", 3)]
    [InlineData("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR\n", 2)]
    [InlineData("SUMMARY:x\n", 1)]
    public void Refuses_what_is_not_well_formed(string text, int line) =>
        Assert.Equal(line, Assert.Throws<InvalidCalendarDataException>(() => CalendarDocument.Parse(text)).Line);

    [Fact]
    public void Ten_thousand_overrides_and_ten_megabytes_are_read_in_one_go()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\n");
        for (int i = 0; i < 10_000; i++) text.Append("BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:").Append(i).Append("\r\nEND:VEVENT\r\n");
        text.Append("BEGIN:VEVENT\r\nUID:1\r\nATTACH:");
        for (int i = 0; i < 140_000; i++) text.Append('A', 74).Append("\r\n ");
        text.Append("\r\nSUMMARY:Master\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        CalendarDocument document = CalendarDocument.Parse(text.ToString());

        Assert.Equal(10_001, document.Items.Count());
        Assert.Equal("Master", document.Master!.GetText("SUMMARY"));
        Assert.Equal("Master", ItemReader.Read(text.ToString()).Summary);
        Assert.Equal(text.Length, document.ToString().Length);
    }
}
