using System;
using System.Collections.Generic;
using CalDavSync.Migration.Copy;
using CalDavSync.Migration.Writing;
using Xunit;

namespace CalDavSync.Core.Tests.Migration;

public sealed class TargetEntryTests
{
    [Theory]
    [InlineData("plain@example.org")]
    [InlineData("two\nlines")]
    [InlineData("back\\slash, comma; semicolon\\n")]
    public void What_the_ledger_remembers_of_a_resource_has_the_UIDs_it_had(string uid)
    {
        var item = new TargetItem("/work/a.ics", "\"1\"", Guid.NewGuid());
        var entry = new TargetEntry("a.ics", [new KeyValuePair<string, TargetItem>(uid, item)], item.Href, item.ETag);

        TargetEntry read = TargetEntry.From("a.ics", entry.ToState());

        Assert.Equal(entry.Items, read.Items);
    }
}
