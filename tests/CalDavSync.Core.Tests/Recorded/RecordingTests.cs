using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using CalDavSync.Core.Tests.Wire;
using Xunit;
using Xunit.Sdk;

namespace CalDavSync.Core.Tests.Recorded;

/// <summary>The recordings themselves, and what replays them.</summary>
public class RecordingTests
{
    private static readonly Uri Server = new("http://127.0.0.1:1/");

    private static string[] Files => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recorded"), "*.http", SearchOption.AllDirectories);

    [Fact]
    public void Recordings_hold_no_secret_and_nothing_of_the_machine_they_were_made_on()
    {
        Assert.NotEmpty(Files);
        foreach (string file in Files)
        {
            string text = File.ReadAllText(file);
            Match found = Regex.Match(text, @"wonderland|^(Authorization|Proxy-Authorization|Set-Cookie|Cookie|WWW-Authenticate):|\b127\.0\.0\.1\b|/tmp/|/root/|/home/", RegexOptions.Multiline | RegexOptions.IgnoreCase);
            Assert.False(found.Success, $"{file} holds '{found.Value}'.");
            Assert.Matches(@"\A; \w+ \d[\w.]*, recorded by tests/servers/record\n", text);
            Assert.InRange(text.Length, 1000, 80_000);
        }
    }

    [Fact]
    public void A_recording_reads_as_it_was_written()
    {
        foreach (string file in Files)
        {
            string copy = Path.GetTempFileName();
            try
            {
                RecordingFile.Write(copy, File.ReadLines(file).First()[2..], RecordingFile.Read(file));
                Assert.Equal(File.ReadAllText(file), File.ReadAllText(copy));
            }
            finally
            {
                File.Delete(copy);
            }
        }
    }

    [Fact]
    public void What_was_not_recorded_is_named()
    {
        ExchangeSource source = Begun(new RecordedExchange("REPORT", "/a/", "0", "<x> <y/></x>", "1.1", 207, [], "<z/>"));

        Assert.Contains("HTTP/1.1 207", Text(source.Answer(Request("REPORT", "/a/", "0", "<x>\n<y/></x>"), Server)), StringComparison.Ordinal);
        source.AssertAllAsked();
        source.Answer(Request("REPORT", "/a/", "1", "<x><y/></x>"), Server);
        Assert.Contains("asked what was not recorded:\nREPORT /a/ Depth 1 <x><y/></x>", Assert.ThrowsAny<XunitException>(source.AssertAllAsked).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_recorded_and_not_asked_is_named()
    {
        ExchangeSource source = Begun(new RecordedExchange("GET", "/a/b.ics", "none", "", "1.0", 200, [("ETag", "\"1\"")], "text"));

        Assert.Contains("did not ask what was recorded:\nGET /a/b.ics", Assert.ThrowsAny<XunitException>(source.AssertAllAsked).Message, StringComparison.Ordinal);
    }

    private static ExchangeSource Begun(RecordedExchange exchange)
    {
        var step = new RecordedStep("first", DateTimeOffset.UnixEpoch);
        step.Exchanges.Add(exchange);
        var source = new ExchangeSource([step]);
        source.Begin("first");
        return source;
    }

    private static WireRequest Request(string method, string target, string depth, string body) => new(method, target, [new("Depth", depth)], Encoding.UTF8.GetBytes(body), 1, 1);

    private static string Text(WireResponse response) => Encoding.UTF8.GetString(response.Bytes());
}
