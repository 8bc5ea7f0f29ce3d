using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Migration;

/// <summary>What a calendar is, besides its items, goes to the other server too.</summary>
public sealed class CalendarPropertyTests : IDisposable
{
    private const string Zone = "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0130\r\nTZOFFSETTO:+0130\r\nEND:STANDARD\r\nEND:VTIMEZONE";

    private readonly MigrationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_time_zone_that_only_the_old_server_knows_is_copied_as_it_is_written()
    {
        CalDavCalendar source = Made("New-CalDavCalendar", "zoned", "-TimeZone", Zone, "-Connection", "old");
        PipelineResult copied = _bench.Pipe(source, "Copy-CalDavCalendar", "-Destination", "new", "-StatePath", _bench.PathOf("state"));
        Assert.Empty(copied.Errors);
        Assert.Empty(copied.Warnings);
        Assert.Equal("Customized Time Zone", Made("Get-CalDavCalendar", "new/zoned").TimeZone);
    }

    [Fact]
    public async Task A_time_zone_without_a_calendar_around_it_is_copied_with_one()
    {
        CalDavCalendar plain = Made("New-CalDavCalendar", "bare", "-Connection", "old");
        await SetZoneAsync(plain.Uri, Zone);
        CalDavCalendar source = Made("Get-CalDavCalendar", "old/bare");
        Assert.Empty(_bench.Pipe(source, "Copy-CalDavCalendar", "-Destination", "new", "-StatePath", _bench.PathOf("state")).Warnings);
        string request = Assert.Single(_bench.New.Requests, request => request.Method == "MKCALENDAR").Body;
        Assert.Contains("BEGIN:VCALENDAR", request, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_is_made_like_another_although_the_name_of_its_time_zone_says_nothing_here()
    {
        CalDavCalendar source = Made("New-CalDavCalendar", "zoned", "-TimeZone", Zone, "-Color", "#112233", "-Connection", "old");
        PipelineResult result = _bench.Pipe(source, "New-CalDavCalendar", "-Connection", "new");
        Assert.Empty(result.Errors);
        Assert.Contains("not taken over", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(("zoned", "#112233", null), Assert.Single(result.Of<CalDavCalendar>().Select(made => (made.Name, made.Color, made.TimeZone))));
    }

    [Theory]
    [InlineData("Event", "VEVENT")]
    [InlineData("todo, vjournal", "VTODO VJOURNAL")]
    public void Components_may_be_called_as_tables_show_them(string given, string components)
    {
        Assert.Equal(components, string.Join(" ", Made("New-CalDavCalendar", "parts", "-Component", given, "-Connection", "new").Components));
        Assert.Equal(components.Contains("VEVENT", StringComparison.Ordinal) ? 2 : 1, _bench.Run("Get-CalDavCalendar", "-Component", "Event", "-Connection", "new").Output.Count);
    }

    [Fact]
    public void What_is_no_component_is_refused_before_a_calendar_is_made_of_it()
    {
        PipelineResult result = new CmdletPipeline(_bench.Session).Add("New-CalDavCalendar", "parts", "-Component", "X Y", "-Connection", "new").Capture();
        Assert.NotNull(result.Failure);
        Assert.DoesNotContain(_bench.New.Requests, request => request.Method == "MKCALENDAR");
    }

    private async Task SetZoneAsync(Uri calendar, string zone)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod("PROPPATCH"), calendar);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(_bench.Old.UserName + ":" + _bench.Old.Password)));
        request.Content = new StringContent(
            $"<d:propertyupdate xmlns:d=\"DAV:\"><d:set><d:prop><x:calendar-timezone xmlns:x=\"urn:ietf:params:xml:ns:caldav\">{zone}</x:calendar-timezone></d:prop></d:set></d:propertyupdate>",
            Encoding.UTF8,
            "application/xml");
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private CalDavCalendar Made(string command, params object?[] arguments) => Assert.Single(_bench.Run(command, arguments).Of<CalDavCalendar>());
}
