using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using CalDavSync.Errors;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>Design section 5, point 10: an item over which the server drops the connection costs no other item (Q52, Q114).</summary>
public class BrokenConnectionTests
{
    private static readonly string[] Forty = Enumerable.Range(10, 40).Select(i => "i" + i).ToArray();

    public static TheoryData<string, bool> Bad => new()
    {
        { "i10", false }, { "i29", false }, { "i49", false }, { "i10", true }, { "i33", true }, { "i10 i11 i12", false }, { "i10 i30 i31 i49", true },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_item_is_one_error_and_all_others_come(string bad, bool inTheMiddle)
    {
        string[] names = bad.Split(' ');
        await using var scene = new Scene(Forty);
        scene.Wishes.IncludeContent = true;
        Stumble(scene, names, inTheMiddle);

        await scene.Runs(string.Join(" ", Forty.Except(names).Select(name => "+" + name)));

        Assert.Equal(names, scene.Observer.Failures.Select(failure => scene.Server.NameOf(failure.Href)).Order());
        Assert.All(scene.Observer.Failures, failure => Assert.IsType<ConnectionFailedException>(failure.Error));
        Assert.Equal(names.Length, scene.Last.Failed);
        Assert.InRange(scene.Requests.Count, 10, 15 + (18 * names.Length));
        Assert.Null(scene.Last.SyncToken);

        scene.Server.Heal();
        await scene.Run(names.Select(name => "+" + name).ToArray(), atMost: 4);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task The_token_does_not_advance_over_a_bad_item()
    {
        await using var scene = new Scene("a", "b", "c");
        scene.Wishes.IncludeContent = true;
        string? token = (await scene.Run("+a +b +c")).SyncToken;
        scene.Server.Put("a", "b", "d");
        Stumble(scene, ["b"], inTheMiddle: false);
        await scene.Runs("~a +d");
        Assert.Equal((1, token), (scene.Last.Failed, scene.Last.SyncToken));
        await scene.Runs("");
        Assert.Equal(1, scene.Last.Failed);
        scene.Server.Heal();
        await scene.Run("~b", atMost: 3);
    }

    [Fact]
    public async Task A_whole_calendar_in_one_answer_that_breaks_is_read_in_batches()
    {
        string[] names = Enumerable.Range(100, 80).Select(i => "n" + i).ToArray();
        await using var scene = new Scene(names);
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Query, question => scene.Server.Properly(question).CutBodyAt(9000));
        await scene.Run(names.Select(name => "+" + name).ToArray(), atMost: 6);
        await scene.Run("", requests: 1);
    }

    [Fact]
    public async Task A_server_that_breaks_every_multiget_and_GET_ends_the_run_with_bounded_requests()
    {
        await using var scene = new Scene(Forty);
        scene.Wishes.IncludeContent = true;
        scene.Server.On(Ask.Multiget, WireResponse.Nothing());
        scene.Server.On(Ask.Get, WireResponse.Nothing());
        await Assert.ThrowsAsync<ConnectionFailedException>(() => scene.Runs(null));
        // The runtime itself asks several times when a connection closes without a byte.
        Assert.InRange(scene.Requests.Count, 10, 100);
        Assert.InRange(scene.Clock.TotalDelay, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40));
        scene.Resume();
        scene.Server.Heal();
        await scene.Run(Forty.Select(name => "+" + name).ToArray(), atMost: 3);
    }

    private static void Stumble(Scene scene, IReadOnlyList<string> bad, bool inTheMiddle)
    {
        scene.Server.On(Ask.Multiget, question => Touches(question.Hrefs, scene, bad)
            ? inTheMiddle ? Cut(scene, question, bad) : WireResponse.Nothing()
            : null);
        scene.Server.On(Ask.Get, question => Touches([question.Request.Target], scene, bad) ? WireResponse.Nothing() : null);
    }

    private static bool Touches(IReadOnlyList<string> hrefs, Scene scene, IReadOnlyList<string> bad) => hrefs.Any(href => bad.Contains(scene.Server.NameOf(href)));

    // The server writes what it has before it stumbles.
    private static WireResponse Cut(Scene scene, Question question, IReadOnlyList<string> bad)
    {
        WireResponse whole = scene.Server.Properly(question);
        string text = System.Text.Encoding.UTF8.GetString(whole.Bytes());
        int at = bad.Select(name => text.IndexOf(scene.Server.Href(name), StringComparison.Ordinal)).Where(place => place >= 0).Min();
        return whole.CutAt(at);
    }
}
