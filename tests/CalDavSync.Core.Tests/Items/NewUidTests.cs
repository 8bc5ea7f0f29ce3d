using System;
using System.Linq;
using CalDavSync.Items;
using CalDavSync.Threading;
using Xunit;

namespace CalDavSync.Core.Tests.Items;

public class NewUidTests
{
    [Fact]
    public void It_is_a_uuid_of_version_7_with_the_time_in_front()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        string uid = NewUid.Create(SystemClock.Instance);

        Assert.Equal(uid, Guid.ParseExact(uid, "D").ToString());
        Assert.Equal('7', uid[14]);
        Assert.Contains(uid[19], "89ab");
        long milliseconds = Convert.ToInt64(uid.Replace("-", string.Empty, StringComparison.Ordinal)[..12], 16);
        Assert.InRange(milliseconds, before.ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void No_two_are_alike() =>
        Assert.Equal(10000, Enumerable.Range(0, 10000).Select(_ => NewUid.Create(SystemClock.Instance)).Distinct().Count());
}
