using System.Collections.Generic;
using System.Linq;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>The order in which to try the hosts of SRV records: by priority, and within one at random by weight (RFC 2782).</summary>
internal static class ServicePreference
{
    public static IEnumerable<T> Order<T>(IEnumerable<(int Priority, int Weight, T Record)> records, IClock clock)
    {
        foreach (var group in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            // Weight 0 first, so that it is drawn only when the dice show the very lowest number.
            var left = group.OrderBy(record => record.Weight).ToList();
            while (left.Count > 0)
            {
                var drawn = clock.NextRandom() * left.Sum(record => (long)record.Weight);
                var index = 0;
                for (drawn -= left[0].Weight; drawn > 0 && index < left.Count - 1; drawn -= left[index].Weight) index++;
                yield return left[index].Record;
                left.RemoveAt(index);
            }
        }
    }
}
