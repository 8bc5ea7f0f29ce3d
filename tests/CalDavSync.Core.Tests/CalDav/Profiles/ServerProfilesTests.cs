using System;
using System.IO;
using System.Linq;
using CalDavSync.CalDav.Profiles;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.CalDav.Profiles;

public class ServerProfilesTests
{
    private const string Plain = "1, 2, calendar-access";

    public static TheoryData<string> Names => [.. ServerProfiles.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_says_what_it_is_and_what_it_rests_on(string name)
    {
        CalDavServerProfile profile = ServerProfiles.Find(name);

        Assert.EndsWith(".", profile.Description, StringComparison.Ordinal);
        Assert.NotEmpty(profile.Evidence);
        Assert.All(profile.Evidence, evidence => Assert.Matches(@"^(Q\d{2,3}|measured \S+)$", evidence));
        Assert.True(profile.EntryPoint is null || profile.EntryPoint.StartsWith("https://", StringComparison.Ordinal));
        Assert.InRange(profile.RequestSpacing, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(profile.ThrottleLimit ?? 1, 1, 16);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_server_without_tokens_starts_with_a_listing_and_a_fragile_one_is_verified(string name)
    {
        CalDavServerProfile profile = ServerProfiles.Find(name);

        if (profile.SyncToken is CalDavSyncVerdict.Unsupported or CalDavSyncVerdict.Ungraceful) Assert.Equal(CalDavSyncStrategy.Listing, profile.Strategy);
        if (profile.SyncToken == CalDavSyncVerdict.Fragile) Assert.InRange(profile.VerifyEvery, 1, 100);
    }

    [Theory]
    [InlineData("Robur")]
    [InlineData("GMX")]
    [InlineData("Zimbra")]
    [InlineData("Posteo")]
    [InlineData("Bedework")]
    [InlineData("Synology Calendar")]
    [InlineData("DAViCal")]
    [InlineData("SOGo")]
    [InlineData("Nextcloud")]
    public void The_servers_of_the_compatibility_study_are_there(string name) => Assert.Equal(name, ServerProfiles.Find(name.ToUpperInvariant()).Name);

    [Fact]
    public void Radicale_is_listed_by_query_and_trusted_for_long_because_it_refuses_expired_tokens()
    {
        CalDavServerProfile radicale = ServerProfiles.Find("radicale");

        Assert.True(radicale.ListByQuery);
        Assert.True(radicale.TrustedIdleDays > 300);
        Assert.True(ServerProfiles.Find("DAViCal").TrustedIdleDays < 7);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_names_there_are()
    {
        CalDavException error = Assert.Throws<ServerProfileNotFoundException>(() => ServerProfiles.Find("Sogo2"));

        Assert.Contains("'Sogo2'", error.Message, StringComparison.Ordinal);
        Assert.Contains("SOGo", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dav.example/alice/", null, Plain, "http://radicale.org/ns/sync/8cf2a9d0", "Radicale")]
    [InlineData("https://dav.example/alice/", null, Plain, "d64bcb153a994814db8206b52640cb4e97dd30cf", "Xandikos")]
    [InlineData("https://dav.example/dav/calendars/user/alice/", null, Plain, "data:,1795216696-4", "Cyrus")]
    [InlineData("https://dav.example/caldav.php/alice/", "Apache", Plain, "data:,1195", "DAViCal")]
    [InlineData("https://dav.example/SOGo/dav/alice/Calendar/", "Apache", Plain, "1795216639", "SOGo")]
    [InlineData("https://dav.example/remote.php/dav/calendars/alice/", "nginx", Plain, "http://sabre.io/ns/sync/5", "Nextcloud")]
    [InlineData("https://dav.example/dav.php/calendars/alice/", "nginx", Plain, "http://sabre.io/ns/sync/5", "Baikal")]
    [InlineData("https://dav.example/calendars/alice/", "nginx", Plain, "http://sabre.io/ns/sync/5", "SabreDAV")]
    [InlineData("https://p42-caldav.icloud.com/1/calendars/", null, Plain, "HwoQEgwAAA==", "iCloud")]
    [InlineData("https://caldav.gmx.net/begenda/dav/a@gmx.net/calendar/", null, Plain, null, "GMX")]
    [InlineData("https://posteo.de:8443/calendars/alice/", null, Plain, null, "Posteo")]
    [InlineData("https://mail.example/dav/alice@mail.example/Calendar/", "nginx", Plain, null, "Zimbra")]
    [InlineData("http://localhost:1080/users/a@b.example/calendar/", "DavMail Gateway 6.2.0", Plain, null, "DavMail")]
    [InlineData("https://dav.example/dav/cal/alice/", null, Plain, "urn:stalwart:davsync:16", "Stalwart")]
    [InlineData("https://ecloud.global/remote.php/dav/calendars/alice/", null, "nc-calendar-search", "http://sabre.io/ns/sync/5", "eCloud")]
    public void A_server_is_recognised_by_its_signs(string uri, string? server, string dav, string? token, string expected)
    {
        CalDavServerProfile? found = ServerProfiles.Recognise(new ServerTraits(new Uri(uri), server, dav, token), out _);

        Assert.Equal(expected, found?.Name);
    }

    [Theory]
    [InlineData("https://dav.example/calendars/alice/", "nginx", "1, 2, 3, calendar-access, extended-mkcol", "urn:x:17")]
    [InlineData("https://notposteo.de/", null, "", null)]
    [InlineData("https://icloud.com.example.org/", null, "", "17")]
    public void A_server_without_signs_stays_unknown(string uri, string? server, string dav, string? token)
    {
        Assert.Null(ServerProfiles.Recognise(new ServerTraits(new Uri(uri), server, dav, token), out int weight));
        Assert.Equal(0, weight);
    }

    [Theory]
    [InlineData("[A]\nsync-token = Often", "Line 2", "Fragile")]
    [InlineData("[A]\n\nbatch-size = -1", "Line 3", "above 0")]
    [InlineData("[A]\nsize = 1", "Line 2", "'size'")]
    [InlineData("[A]\n[a]", "Line 2", "second time")]
    [InlineData("[A]\nhost = (", "Line 2", "regular expression")]
    [InlineData("host = x", "Line 1", "before the first")]
    [InlineData("[A]\nnonsense", "Line 2", "key = value")]
    [InlineData("[A", "Line 1", "[name]")]
    [InlineData("[A]\nstrategy = Auto\nstrategy = Auto", "Line 3", "second time")]
    public void A_mistake_in_the_file_is_named_with_its_line(string text, string line, string what)
    {
        FormatException error = Assert.Throws<FormatException>(() => ServerProfileReader.Read(new StringReader(text)));

        Assert.StartsWith(line + " ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
