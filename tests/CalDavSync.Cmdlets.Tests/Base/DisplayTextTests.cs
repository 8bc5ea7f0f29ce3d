using System;
using CalDavSync.Base;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Base;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L * 1024 * 1024 * 1024, "5 GiB")]
    public void Sizes_are_short(long bytes, string expected) => Assert.Equal(expected, DisplayText.Size(bytes));

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7260, "2 h 1 min")]
    public void Durations_are_short(double seconds, string expected) => Assert.Equal(expected, DisplayText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("/dav/alice/work/8f1c.ics", "8f1c.ics")]
    [InlineData("/dav/alice/work/a%20b.ics", "a b.ics")]
    [InlineData("https://dav.example/work/", "work")]
    [InlineData(null, "")]
    public void An_href_shows_its_last_segment(string? href, string expected) => Assert.Equal(expected, DisplayText.FileName(href!));

    [Theory]
    [InlineData(null, "")]
    [InlineData("one two", "one two")]
    [InlineData("one\ntwo", "one\ntwo")]
    [InlineData("A sentence that goes on and on until it is longer than a line of the list.", "A sentence that goes on and on until it is longer than a\nline of the list.")]
    public void Long_texts_are_broken_between_words(string? text, string expected) => Assert.Equal(expected, DisplayText.Wrapped(text!));

    [Fact]
    public void A_word_longer_than_a_line_stays_whole() => Assert.Equal(new string('x', 99), DisplayText.Wrapped(new string('x', 99)));

    [Fact]
    public void Values_have_commas() => Assert.Equal("a, b", DisplayText.Values(new[] { "a", "b" }));

    [Fact]
    public void Components_are_words()
    {
        Assert.Equal("Event, Todo", DisplayText.Components(new[] { "VEVENT", "VTODO" }));
        Assert.Equal("all", DisplayText.Components(Array.Empty<string>()));
    }

    [Theory]
    [InlineData("https://dav.example.org/calendars/alice/work/", "dav.example.org/calendars/alice/work/")]
    [InlineData("http://127.0.0.1:5232/alice/work/", "127.0.0.1:5232/alice/work/")]
    [InlineData("https://cloud.example.org/remote.php/dav/calendars/alice/work/", "cloud.example.org/…/calendars/alice/work/")]
    public void The_address_of_a_state_leaves_room_for_the_times_beside_it(string address, string shown)
    {
        Assert.Equal(shown, DisplayText.Collection(null, new Uri(address)));
        Assert.InRange(shown.Length, 1, 42);
    }

    [Theory]
    [InlineData("https://dav.example.org/", "https://dav.example.org/")]
    [InlineData("https://cloud.example.org/remote.php/dav/calendars/alice/work/", "https://cloud.example.org/…/alice/work/")]
    [InlineData("https://calendar.of-the-whole-company.example.org/alice/work/", "…of-the-whole-company.example.org/alice/work/")]
    public void An_address_keeps_its_server_and_its_end(string address, string shown)
    {
        Assert.Equal(shown, DisplayText.Address(new Uri(address), 45));
        Assert.InRange(shown.Length, 1, 45);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("old/work", "old/work")]
    [InlineData("cloud.example.org/personal", "…d.example.org/personal")]
    public void The_end_of_a_long_name_is_kept(string? name, string shown) => Assert.Equal(shown, DisplayText.End(name, 23));

    [Fact]
    public void Times_are_to_the_minute() => Assert.Equal("2026-03-02 09:00", DisplayText.Time(new DateTime(2026, 3, 2, 9, 0, 30)));
}
