using System;
using System.Security.Cryptography;
using System.Text;
using CalDavSync.Sync;
using Xunit;

namespace CalDavSync.Core.Tests.Sync;

public class ContentHashTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("BEGIN:VCALENDAR\nSUMMARY:Käse\nEND:VCALENDAR\n")]
    [InlineData("BEGIN:VCALENDAR\r\nSUMMARY:Käse\r\nEND:VCALENDAR\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\r\nSUMMARY:Käse\r\nEND:VCALENDAR\r")]
    [InlineData("\rBEGIN:VCALENDAR\nSUMMARY:Käse\r\nEND:VCALENDAR \r\n \n")]
    public void It_is_that_of_the_text_without_its_line_ends(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text.Replace("\r", string.Empty, StringComparison.Ordinal).TrimEnd('\n', ' '));
        string expected = Convert.ToBase64String(SHA256.HashData(plain).AsSpan(0, 16)).TrimEnd('=');
        Assert.Equal(expected, ContentHash.Of(text));
    }

    [Fact]
    public void Lines_that_differ_from_request_to_request_do_not_count()
    {
        const string Text = "BEGIN:VEVENT\nUID:1\nEND:VEVENT\n";
        string varying = Text.Replace("UID:1\n", "X-RECURRENCE-EXCEPTION:20260101\n T000000Z\nUID:1\n", StringComparison.Ordinal);
        Assert.Equal(ContentHash.Of(Text), ContentHash.Of(varying));
        Assert.NotEqual(ContentHash.Of(Text), ContentHash.Of(Text.Replace('1', '2')));
    }
}
