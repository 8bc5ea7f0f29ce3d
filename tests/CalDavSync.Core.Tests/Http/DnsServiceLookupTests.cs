using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using Xunit;

namespace CalDavSync.Core.Tests.Http;

public sealed class DnsServiceLookupTests : TransportTest
{
    private static readonly byte[] Target = DnsQuery.Encode("dav.example.org");

    [Fact]
    public async Task Services_come_by_safety_then_priority_with_their_paths()
    {
        using var dns = new FakeDnsServer(query => [(query.Name, query.Type) switch
        {
            ("_caldavs._tcp.example.org", DnsQuery.Srv) => query.Answer(
                DnsQuery.Service(20, 0, 8443, DnsQuery.Encode("b.example.org")), DnsQuery.Service(10, 0, 443, DnsQuery.Encode("a.example.org"))),
            ("_caldavs._tcp.example.org", DnsQuery.Txt) => query.Answer(DnsQuery.Text("v=1", "Path=/dav/ü/")),
            ("_caldav._tcp.example.org", DnsQuery.Srv) => query.Answer(DnsQuery.Service(0, 0, 80, DnsQuery.Encode("c.example.org"))),
            _ => query.Answer(0x8183),
        }]);

        var records = await LookUpAsync("example.org.", dns.Address);

        Assert.Equal(
            [
                new ServiceRecord("a.example.org", 443, true, "/dav/ü/"),
                new ServiceRecord("b.example.org", 8443, true, "/dav/ü/"),
                new ServiceRecord("c.example.org", 80, false, null),
            ],
            records);
        Assert.Equal(4, dns.Questions.Count);
        Assert.Contains("a.example.org:443/dav/ü/", Assert.Single(Log.VerboseLines));
    }

    [Theory]
    [InlineData(0.0, "zero,light,heavy")]
    [InlineData(0.05, "light,heavy,zero")]
    [InlineData(0.5, "heavy,light,zero")]
    public async Task Equal_priorities_are_drawn_by_weight(double random, string order)
    {
        Clock.Random = random;
        using var dns = new FakeDnsServer(query => [query.Type == DnsQuery.Srv && query.Name.StartsWith("_caldavs", StringComparison.Ordinal)
            ? query.Answer(
                DnsQuery.Service(1, 90, 443, DnsQuery.Encode("heavy.x")), DnsQuery.Service(1, 0, 443, DnsQuery.Encode("zero.x")), DnsQuery.Service(1, 10, 443, DnsQuery.Encode("light.x")))
            : query.Answer()]);

        var records = await LookUpAsync("example.org", dns.Address);

        Assert.Equal(order, string.Join(",", records.Select(record => record.Host[..^2])));
    }

    [Fact]
    public async Task International_domains_are_asked_for_in_ascii()
    {
        using var dns = new FakeDnsServer(query => [query.Answer()]);

        await LookUpAsync("bücher.example", dns.Address);

        Assert.Contains("_caldavs._tcp.xn--bcher-kva.example 33 udp", dns.Questions);
    }

    [Fact]
    public async Task A_truncated_answer_is_asked_for_over_tcp()
    {
        using var dns = new FakeDnsServer(query => [query.Tcp ? Secure(query) : query.Answer(0x8380)]);

        var record = Assert.Single(await LookUpAsync("example.org", dns.Address));

        Assert.Equal("dav.example.org", record.Host);
        Assert.Contains("_caldavs._tcp.example.org 33 tcp", dns.Questions);
    }

    [Fact]
    public async Task An_alias_is_followed_within_the_answer()
    {
        using var dns = new FakeDnsServer(query => [query.Type == DnsQuery.Srv && query.Name.StartsWith("_caldavs", StringComparison.Ordinal)
            ? query.Answer(
                DnsQuery.Record(DnsQuery.Owner, 5, DnsQuery.Encode("real.example")),
                DnsQuery.Record(DnsQuery.Encode("forged.example"), DnsQuery.Srv, [0, 0, 0, 0, 0, 1, .. DnsQuery.Encode("evil.example")]),
                DnsQuery.Record(DnsQuery.Encode("REAL.example"), DnsQuery.Srv, [0, 0, 0, 0, 1, 0xbb, .. Target]))
            : query.Answer()]);

        Assert.Equal([new ServiceRecord("dav.example.org", 443, true, null)], await LookUpAsync("example.org", dns.Address));
    }

    [Fact]
    public async Task A_forged_answer_does_not_keep_the_right_one_out()
    {
        using var dns = new FakeDnsServer(query =>
        {
            var forged = query.Answer(DnsQuery.Service(0, 0, 443, DnsQuery.Encode("evil.example")));
            forged[0] ^= 0x55;
            return [forged, query.Message, [1, 2, 3], Secure(query)];
        });

        Assert.Equal("dav.example.org", Assert.Single(await LookUpAsync("example.org", dns.Address)).Host);
    }

    [Fact]
    public async Task A_failing_resolver_is_followed_by_the_next()
    {
        using var failing = new FakeDnsServer(query => [query.Answer(0x8182)]);
        using var working = new FakeDnsServer(query => [Secure(query)]);
        using var closed = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = (IPEndPoint)closed.Client.LocalEndPoint!;
        closed.Close();

        Assert.Single(await LookUpAsync("example.org", failing.Address, nobody, working.Address));

        Assert.Contains(Log.VerboseLines, line => line.Contains("code 2"));
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "a circle", DnsQuery.Service(0, 0, 443, [0xc0, 52]) },
        { "a pointer forward", DnsQuery.Service(0, 0, 443, [0xc0, 250]) },
        { "a pointer beyond", DnsQuery.Service(0, 0, 443, [0xff, 0xff]) },
        { "an owner that points to itself", [0xc0, 43, .. DnsQuery.Record([], DnsQuery.Srv, [0, 0, 0, 0, 1, 0xbb, .. Target])] },
        { "data that ends early", DnsQuery.Record(DnsQuery.Owner, DnsQuery.Srv, [0, 0, 0]) },
        { "a length beyond the end", [.. DnsQuery.Owner, 0, 33, 0, 1, 0, 0, 0, 60, 255, 255] },
        { "a label with a strange length", DnsQuery.Service(0, 0, 443, [0x80, 1, 0]) },
        { "a name with strange characters", DnsQuery.Service(0, 0, 443, [4, (byte)'a', (byte)'/', (byte)'@', (byte)'b', 0]) },
        { "a name without an end", DnsQuery.Service(0, 0, 443, [1, (byte)'a']) },
        { "a name too long", DnsQuery.Service(0, 0, 443, DnsQuery.Encode(string.Join(".", Enumerable.Repeat(new string('a', 60), 6)))) },
        { "nothing", [] },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task A_damaged_answer_gives_no_records(string what, byte[] record)
    {
        using var dns = new FakeDnsServer(query => [query.Answer(record)]);

        Assert.Empty(await LookUpAsync("example.org", dns.Address));

        Assert.True(Log.VerboseLines.Count > 1, what);
        Assert.Contains("not usable", Log.Everything);
    }

    [Theory]
    [InlineData("other question")]
    [InlineData("other type")]
    [InlineData("no question")]
    [InlineData("opcode")]
    public async Task An_answer_to_something_else_gives_no_records(string what)
    {
        using var dns = new FakeDnsServer(query =>
        {
            var answer = Secure(query);
            if (what == "other question") answer[14] = (byte)'x';
            if (what == "other type") answer[12 + DnsQuery.Encode(query.Name).Length + 1] = 1;
            if (what == "no question") answer[5] = 0;
            if (what == "opcode") answer[2] |= 0x08;
            return [answer];
        });

        Assert.Empty(await LookUpAsync("example.org", dns.Address));

        Assert.Contains("not usable", Log.Everything);
    }

    [Fact]
    public async Task Services_said_to_be_absent_and_useless_paths_are_left_out()
    {
        using var dns = new FakeDnsServer(query => [query.Type == DnsQuery.Txt
            ? query.Answer(DnsQuery.Text("path=https://evil.example/"), DnsQuery.Text("path=/a\r\nb"))
            : query.Name.StartsWith("_caldavs", StringComparison.Ordinal)
                ? query.Answer(DnsQuery.Service(0, 0, 443, Target))
                : query.Answer(DnsQuery.Service(0, 0, 80, [0]), DnsQuery.Service(0, 0, 0, Target))]);

        Assert.Equal([new ServiceRecord("dav.example.org", 443, true, null)], await LookUpAsync("example.org", dns.Address));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("192.0.2.1")]
    [InlineData("a..b")]
    [InlineData("evil domain.org")]
    [InlineData("")]
    public async Task What_is_no_domain_is_not_asked_for(string domain)
    {
        using var dns = new FakeDnsServer(query => [query.Answer()]);

        Assert.Empty(await LookUpAsync(domain, dns.Address));

        Assert.Empty(dns.Questions);
    }

    [Fact]
    public async Task Silence_ends_with_the_time_limit_and_without_resolvers_there_is_nothing_to_wait_for()
    {
        using var dns = new FakeDnsServer(_ => []);
        var lookup = new DnsServiceLookup([dns.Address], Clock, TimeSpan.FromMilliseconds(100));

        Assert.Empty(await lookup.LookUpAsync("example.org", Context, Token));
        Assert.Contains(Log.VerboseLines, line => line.Contains("in time"));

        Assert.Empty(await LookUpAsync("example.org"));
    }

    [Fact]
    public async Task Cancelling_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        using var dns = new FakeDnsServer(_ =>
        {
            source.Cancel();
            return [];
        });
        var lookup = new DnsServiceLookup([dns.Address], Clock, TimeSpan.FromMinutes(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.LookUpAsync("example.org", Context, source.Token));
    }

    [Fact]
    public void The_resolvers_of_this_machine_are_read_from_its_configuration()
    {
        var found = SystemResolvers.Parse(["# nameserver 1.1.1.1", "search example.org", "nameserver 192.0.2.53", " nameserver\tfe80::1", "nameserver nonsense", "nameserver"]);

        Assert.Equal(["192.0.2.53:53", "[fe80::1]:53"], found.Select(address => address.ToString()));
        Assert.InRange(SystemResolvers.Find().Count, 0, 3);
    }

    private static byte[] Secure(DnsQuery query) => query.Type == DnsQuery.Srv && query.Name.StartsWith("_caldavs", StringComparison.Ordinal)
        ? query.Answer(DnsQuery.Service(0, 0, 443, Target))
        : query.Answer();

    private Task<IReadOnlyList<ServiceRecord>> LookUpAsync(string domain, params IPEndPoint[] resolvers) =>
        new DnsServiceLookup(resolvers, Clock, TimeSpan.FromSeconds(20)).LookUpAsync(domain, Context, Token);
}
