using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CalDavSync.Core.Tests.State;

/// <summary>The three states against a plain dictionary.</summary>
public sealed class SyncStateModelTests : IDisposable
{
    private static readonly Gen<List<Step>> Steps =
        (from action in Gen.Elements(Enum.GetValues<StepAction>())
         from key in Gen.Elements("a.ics", "A.ics", "b\n.ics", "\ud800", "ü", string.Empty)
         from etag in Gen.Elements(null, "\"1\"", "\"22\"", "\t")
         from uid in Gen.Elements(null, "u", new string('u', 500))
         select new Step(action, key, new MemberState(etag, null, uid, null))).ListOf().Select(l => l.ToList());

    private readonly TemporaryFolder _folder = new();
    private int _runs;

    private enum StepAction
    {
        Put,
        PutAgain,
        Remove,
        MarkSeen,
        BeginSweep,
        Commit,
        Reopen,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_journal() => Check(() =>
    {
        SyncStateStore store = new(_folder.Combine($"{_runs++}"), new FixedClock());
        return () => store.Open(new StateKey(new Uri("https://dav.example.org/cal/"), "alice"));
    }, reopens: true);

    [Fact]
    public void In_memory() => Check(() => () => new InMemorySyncState(), reopens: false);

    private static void Check(Func<Func<ISyncState>> makeOpener, bool reopens) =>
        Prop.ForAll(Steps.ToArbitrary(), steps => Replay(makeOpener(), steps, reopens)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static void Replay(Func<ISyncState> open, List<Step> steps, bool reopens)
    {
        ISyncState state = open();
        try
        {
            Dictionary<string, MemberState> model = new(StringComparer.Ordinal);
            foreach (string key in state.Keys()) model[key] = state.TryGet(key, out MemberState member) ? member : default;
            Dictionary<string, MemberState> committed = new(model);
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (Step step in steps)
            {
                if (step.Action != StepAction.Reopen)
                {
                    Apply(step, state, model, seen);
                    if (step.Action == StepAction.Commit) committed = new Dictionary<string, MemberState>(model);
                }
                else if (reopens)
                {
                    state.Dispose();
                    state = open();
                    model = new Dictionary<string, MemberState>(committed);
                    seen.Clear();
                }

                Assert.Equal(model.Count, state.Count);
                Assert.Equal(model.TryGetValue(step.Key, out MemberState expected), state.TryGet(step.Key, out MemberState actual));
                Assert.Equal(expected, actual);
                Assert.Equal(model.Count - seen.Count, state.UnseenCount);
                Assert.Equal(model.Keys.Except(seen).Order(StringComparer.Ordinal), state.UnseenKeys().Order(StringComparer.Ordinal));
                Assert.Equal(model.Keys.Order(StringComparer.Ordinal), state.Keys().Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            state.Dispose();
        }
    }

    private static void Apply(Step step, ISyncState state, Dictionary<string, MemberState> model, HashSet<string> seen)
    {
        switch (step.Action)
        {
            case StepAction.Remove:
                Assert.Equal(model.Remove(step.Key), state.Remove(step.Key));
                seen.Remove(step.Key);
                break;
            case StepAction.MarkSeen:
                Assert.Equal(model.ContainsKey(step.Key), state.MarkSeen(step.Key));
                if (model.ContainsKey(step.Key)) seen.Add(step.Key);
                break;
            case StepAction.BeginSweep:
                state.BeginSweep();
                seen.Clear();
                break;
            case StepAction.Commit:
                state.Commit(new CollectionFacts { SyncToken = step.Key });
                Assert.Equal((step.Key, model.Count, false), (state.Facts.SyncToken, state.Facts.Items, state.IsNew));
                break;
            default:
                state.Put(step.Key, step.Member);
                model[step.Key] = step.Member;
                seen.Add(step.Key);
                break;
        }
    }

    private sealed record Step(StepAction Action, string Key, MemberState Member);
}
