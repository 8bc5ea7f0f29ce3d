using System.Linq;
using System.Threading.Tasks;
using CalDavSync.CalDav;
using CalDavSync.Core.Tests.Quirks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Http;
using CalDavSync.Support;
using Xunit;

namespace CalDavSync.Core.Tests.Support;

/// <summary>Servers the probe has to judge as a sync does, row by row.</summary>
public class ScriptedProbeTests
{
    [Fact]
    public async Task Q18_a_server_that_refuses_depth_0_is_asked_with_depth_1()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, question => question.Request.Header("Depth") == "1" ? null : WireResponse.Of(400));

        CalDavSyncSupport support = await ProbeAsync(scene);

        Assert.Equal((true, CalDavSyncStrategy.SyncCollection), (support.SyncCollection, support.Strategy));
        CalDavSupportCheck depth = Assert.Single(support.Checks, check => check.Name == "Depth 0");
        Assert.Contains("400", depth.Detail);
        Assert.Equal(CalDavSyncStrategy.SyncCollection, (await scene.Run("+a +b")).Strategy);
    }

    [Fact]
    public async Task Q46_a_report_that_names_nothing_of_what_is_there_is_none()
    {
        await using var scene = new Scene("a", "b");
        scene.Server.On(Ask.Sync, _ => Quirks.Dav.Multistatus(scene.Server.CurrentToken));

        CalDavSyncSupport support = await ProbeAsync(scene);

        Assert.Equal((false, CalDavSyncStrategy.Listing), (support.SyncCollection, support.Strategy));
        Assert.Contains(support.Checks, check => check is { Name: "Items named", Passed: false, Required: true });
        Assert.Equal(CalDavSyncStrategy.Listing, (await scene.Run("+a +b")).Strategy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_of_other_components_are_not_missing_from_a_query(bool complete)
    {
        await using var scene = new Scene("a", "b", "t");
        scene.Server.On(Ask.Query, question => question.Component switch
        {
            null => null,
            "VEVENT" => Quirks.Dav.Multistatus(null, scene.Server.Row("a"), scene.Server.Row("b")),
            "VTODO" when complete => Quirks.Dav.Multistatus(null, scene.Server.Row("t")),
            _ => Quirks.Dav.Multistatus(null),
        });

        CalDavSyncSupport support = await ProbeAsync(scene);

        Assert.Equal(complete, Assert.Single(support.Checks, check => check.Name == "Query for VEVENT").Passed);
    }

    private static async Task<CalDavSyncSupport> ProbeAsync(Scene scene)
    {
        CalDavClient client = await scene.ConnectAsync();
        var calendar = new CalDavCalendar(scene.Uri, "work", client.Connection) { Reports = scene.Server.Reports, SupportsSync = true };
        var probe = new SupportProbe(client, new RequestContext(scene.Log), scene.Clock);
        SupportReport report = await probe.RunAsync(new SupportRequest(calendar, Write: false), TestContext.Current.CancellationToken);
        Assert.Null(report.Support.Error);
        return report.Support;
    }
}
