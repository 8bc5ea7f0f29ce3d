using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Wire;
using Xunit;

namespace CalDavSync.Core.Tests.Quirks;

/// <summary>
/// Q40: a limit that counts rows of the history, of which several can be about one member (sabre/dav 4.7: one row more than asked for is
/// read, and only as many different members as that mark the page as cut).
/// </summary>
public class HistoryLimitTests
{
    private const string Prefix = "http://sabre.io/ns/sync/";
    private readonly List<string> _history = [];

    [Theory]
    [InlineData(null, "~a ~b +e +f -c", 4)]
    [InlineData("", "~a ~b ~e ~f -c", 3)]
    public async Task A_page_cut_without_a_mark_is_followed(string? token, string expected, int requests)
    {
        await using Scene scene = NewScene(token);
        await scene.Runs("+a +b +c +d");
        scene.Wishes.PageSize = 3;
        Edit(scene, "a", "a", "a", "a", "b", "b", "e", "f", "f");
        scene.Server.Delete("c");
        _history.Add("c");
        await scene.Run(expected, requests);
        await scene.Run("", requests: 1);
        Assert.Empty(scene.Log.Warnings);
    }

    [Fact]
    public async Task A_counter_that_moved_by_no_more_than_the_size_asks_for_nothing_more()
    {
        await using Scene scene = NewScene(null);
        await scene.Run("+a +b +c +d");
        scene.Wishes.PageSize = 3;
        Edit(scene, "a", "a");
        await scene.Run("~a", requests: 1);
    }

    [Fact]
    public async Task Tokens_that_count_nothing_are_followed_until_nothing_is_new()
    {
        await using Scene scene = NewScene(null);
        string Opaque(int revision) => "urn:" + Convert.ToBase64String(BitConverter.GetBytes(revision * 7919)) + "x";
        scene.Server.Token = Opaque;
        scene.Server.RevisionOf = token => Enumerable.Range(0, 100).First(revision => Opaque(revision) == token);
        await scene.Run("+a +b +c +d");
        scene.Wishes.PageSize = 3;
        Edit(scene, "a", "a", "a", "a", "b");
        await scene.Run("~a ~b", requests: 3);
        await scene.Run("", requests: 1);
    }

    private Scene NewScene(string? token)
    {
        var scene = new Scene("a", "b", "c", "d");
        _history.AddRange(["a", "b", "c", "d"]);
        scene.Wishes.SyncToken = token;
        scene.Server.Token = revision => Prefix + revision.ToString(CultureInfo.InvariantCulture);
        scene.Server.RevisionOf = text => int.Parse(text[Prefix.Length..], CultureInfo.InvariantCulture);
        scene.Server.On(Ask.Sync, question => question is { Limit: > 0, Token: not null } ? Page(scene, question) : null);
        return scene;
    }

    private void Edit(Scene scene, params string[] names)
    {
        scene.Server.Put(names);
        _history.AddRange(names);
    }

    private WireResponse Page(Scene scene, Question question)
    {
        int since = scene.Server.RevisionOf(question.Token!)!.Value;
        List<string> rows = _history.Skip(since).Take(question.Limit + 1).ToList();
        List<string> members = rows.Distinct().Take(question.Limit).ToList();
        bool marked = rows.Distinct().Count() > question.Limit;
        string token = scene.Server.Token(since + (marked ? rows.Count - 1 : rows.Count));
        return Dav.Multistatus(token, [.. members.Select(name => scene.Server.Row(name)), .. marked ? [Dav.Cut(FakeCalendar.Path)] : Array.Empty<string>()]);
    }
}
