using System;
using System.Threading.Tasks;
using CalDavSync.Core.Tests.Support;
using CalDavSync.Core.Tests.Sync;
using CalDavSync.Items;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

/// <summary>A server that lets nothing be overwritten unless the writer names the version (RFC 6585 section 3, Radicale's strict preconditions).</summary>
public class RequiredConditionTests
{
    private const string Quirk = "OverwritesOnlyIfMatch";

    [Fact]
    public async Task Force_names_the_version_of_the_moment()
    {
        using var bench = new ItemBench(0, null, Quirk);
        ItemWriter writer = await bench.WriterAsync();
        CalDavItem read = await bench.PutAndReadAsync("lunch.ics", EventText.Of("lunch", "Read"));
        bench.Server.Calendar.Put("lunch.ics", EventText.Of("lunch", "Changed since"));

        await writer.ReplaceAsync(read.Href, read.ETag, read.Content, EventText.Of("lunch", "Forced"), new WriteOptions { Force = true }, ItemBench.Token);

        Assert.Contains("Forced", bench.Server.Calendar.Items["lunch.ics"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_support_test_can_write()
    {
        using SupportTestBench bench = SupportTestBench.WithQuirks(Quirk);

        CalDavSyncSupport support = await bench.TestAsync(write: true, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(support.Error);
        Assert.Equal(CalDavSyncVerdict.Full, support.Verdict);
        Assert.DoesNotContain(support.Checks, check => check.Name == "Item written");
    }
}
