using System;
using System.Globalization;
using System.Threading.Tasks;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// A calendar that was made again, or restored from a backup, on a server whose tokens count changes and that answers a token it has not
/// reached yet with "nothing new" (sabre/dav 4.7 repeats that token, older ones and Nextcloud give their own).
/// </summary>
public class SetBackCounterTests
{
    private const string Prefix = "http://sabre.io/ns/sync/";
    private int _setBack;
    private int _forgotten;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_left_is_listed_and_compared(bool repeats)
    {
        await using Scene scene = NewScene(repeats);
        Look(scene);
        await scene.Run("+a +b +c +d", requests: 1);
        MakeAgain(scene, "a", "x");
        await scene.Run("~a +x -b -c -d", atMost: 2);
        Assert.Contains(scene.Log.Warnings, warning => warning.Message.Contains("counts its changes from an earlier point", StringComparison.Ordinal));
        Look(scene);
        await scene.Run("", requests: 1);
        scene.Server.Put("y");
        Look(scene);
        await scene.Run("+y", requests: 1);
    }

    [Fact]
    public async Task A_token_that_went_back_is_noticed_although_nobody_looked_at_the_calendar()
    {
        await using Scene scene = NewScene(repeats: false);
        await scene.Run("+a +b +c +d", requests: 1);
        MakeAgain(scene, "a", "x");
        scene.CalendarReadAt = null;
        await scene.Run("~a +x -b -c -d", requests: 3);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_property_that_is_always_behind_the_tokens_of_reports_means_nothing()
    {
        await using Scene scene = NewScene(repeats: true);
        for (int i = 0; i < 3; i++)
        {
            Look(scene);
            scene.CalendarToken = Prefix + "2";
            await scene.Run(i == 0 ? "+a +b +c +d" : "", requests: 1);
        }
    }

    [Fact]
    public async Task Without_memory_a_warning_says_so()
    {
        await using Scene scene = NewScene(repeats: true);
        scene.Wishes.SyncToken = string.Empty;
        await scene.Run("+a +b +c +d", requests: 1);
        MakeAgain(scene, "a", "x");
        await scene.Runs("");
        Assert.Single(scene.Requests);
        Assert.Contains(scene.Log.Warnings, warning => warning.Message.Contains("restored from a backup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_memory_a_calendar_that_was_kept_is_no_sign()
    {
        await using Scene scene = NewScene(repeats: true);
        scene.Wishes.SyncToken = string.Empty;
        Look(scene);
        await scene.Run("+a +b +c +d", requests: 1);
        scene.Server.Put("e");
        await scene.Run("~e", requests: 1);
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    private Scene NewScene(bool repeats)
    {
        var scene = new Scene("a", "b", "c", "d");
        scene.Server.Token = revision => Prefix + (revision - _setBack).ToString(CultureInfo.InvariantCulture);
        scene.Server.RevisionOf = token => Math.Max(_forgotten, int.Parse(token[Prefix.Length..], CultureInfo.InvariantCulture) + _setBack);
        scene.Server.On(Ask.Sync, question => question.Token is { } token && IsAhead(scene, token)
            ? Dav.Multistatus(repeats ? token : scene.Server.CurrentToken)
            : null);
        return scene;
    }

    private static bool IsAhead(Scene scene, string token) => scene.Server.RevisionOf(token) > scene.Server.Revision;

    private void MakeAgain(Scene scene, params string[] items)
    {
        scene.Server.Delete([.. scene.Server.Items.Keys]);
        _setBack = _forgotten = scene.Server.Revision;
        scene.Server.Put(items);
        Look(scene);
    }

    private static void Look(Scene scene)
    {
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        scene.CalendarToken = scene.Server.CurrentToken;
        scene.CalendarReadAt = scene.Clock.UtcNow;
    }
}
