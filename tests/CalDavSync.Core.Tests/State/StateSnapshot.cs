using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.State;
using Xunit;

namespace CalDavSync.Core.Tests.State;

/// <summary>All of a state as one text, for comparing.</summary>
internal static class StateSnapshot
{
    public static string Of(ISyncState state)
    {
        IEnumerable<string> members = state.Keys().Order(StringComparer.Ordinal).Select(key =>
        {
            Assert.True(state.TryGet(key, out MemberState member));
            return $"{key} {member}";
        });
        CollectionFacts facts = state.Facts;
        return $"{state.IsNew} {state.Count} {facts.SyncToken} {facts.CTag} {facts.Mode} {facts.LastSync:O}\n" + string.Join("\n", members);
    }
}
