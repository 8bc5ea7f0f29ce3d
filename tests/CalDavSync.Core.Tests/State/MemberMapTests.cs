using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.State;

public sealed class MemberMapTests
{
    [Fact]
    public void Behaves_as_a_dictionary_with_marks()
    {
        // Few keys of odd characters, so that the same ones meet again and again.
        Gen<string> key = Gen.Elements(string.Empty, "a", "A", "\\", "\\N", "a\tb", "\n", "\ud800", "ä", "a\u0308", "\ud83d\ude00", new string('k', 70_000));
        Gen<string?> text = Gen.Elements(null, string.Empty, "x", "\\", "\t\r\n", "\udfff", new string('v', 300));
        Gen<(int Kind, string Key, MemberState Member)> step =
            from kind in Gen.Choose(0, 9)
            from k in key
            from etag in text
            from href in text
            select (kind, k, new MemberState(etag, null, null, href));
        Prop.ForAll(step.ListOf().Select(l => l.ToList()).ToArbitrary(), steps => Replay(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void Replay(List<(int Kind, string Key, MemberState Member)> steps)
    {
        MemberMap map = new();
        Dictionary<string, MemberState> model = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((int kind, string key, MemberState member) in steps)
        {
            switch (kind)
            {
                case 0:
                    map.BeginSweep();
                    seen.Clear();
                    break;
                case 1 or 2:
                    Assert.Equal(model.ContainsKey(key), map.MarkSeen(key));
                    if (model.ContainsKey(key)) seen.Add(key);
                    break;
                case 3 or 4:
                    Assert.Equal(model.Remove(key), map.Remove(key));
                    seen.Remove(key);
                    break;
                default:
                    bool same = model.TryGetValue(key, out MemberState old) && old == member;
                    Assert.Equal(!same, map.Put(key, member));
                    model[key] = member;
                    seen.Add(key);
                    break;
            }

            Assert.Equal(model.Count, map.Count);
            Assert.Equal(model.Count - seen.Count, map.UnseenCount);
            Assert.Equal(model.TryGetValue(key, out MemberState expected), map.TryGet(key, out MemberState actual));
            Assert.Equal(expected, actual);
        }

        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), map.Keys().Order(StringComparer.Ordinal));
        Assert.Equal(model.Keys.Except(seen).Order(StringComparer.Ordinal), map.UnseenKeys().Order(StringComparer.Ordinal));
    }
}
