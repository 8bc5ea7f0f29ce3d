using System.Threading.Tasks;
using CalDavSync.Core.Tests.Items;
using CalDavSync.Migration.Writing;
using Xunit;

namespace CalDavSync.Core.Tests.Migration;

public class WriteQueueTests
{
    [Theory]
    [InlineData("SOGo", 4, 2)]
    [InlineData("SOGo", 1, 1)]
    [InlineData("Xandikos", 4, 4)]
    public async Task A_profile_limits_the_writes_under_way(string profile, int wanted, int expected)
    {
        using var bench = new ItemBench(profile: profile);
        using WriteQueue queue = WriteQueue.For(await bench.ClientAsync(), wanted, ItemBench.Token);
        Assert.Equal(expected, queue.Slots);
    }
}
