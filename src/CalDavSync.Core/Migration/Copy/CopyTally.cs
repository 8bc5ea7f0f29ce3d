using System;
using System.Collections.Generic;
using System.Linq;
using CalDavSync.Migration.Writing;

namespace CalDavSync.Migration.Copy;

/// <summary>The last outcome of every item this run looked at. May be used by several threads at once.</summary>
internal sealed class CopyTally
{
    private readonly Dictionary<string, Placement> _outcomes = new(StringComparer.Ordinal);
    private int _removed;

    /// <summary>Something was written.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Items the destination did not have.</summary>
    public int Created
    {
        get
        {
            lock (_outcomes) return Count(PlacementKind.Created);
        }
    }

    public void Set(string entry, Placement placement)
    {
        lock (_outcomes)
        {
            // Texts and targets are in the ledger; what is kept here is small.
            _outcomes[entry] = placement with { Target = null };
            HasWritten |= placement.Kind is PlacementKind.Created or PlacementKind.Updated;
        }
    }

    public bool Has(string entry)
    {
        lock (_outcomes) return _outcomes.ContainsKey(entry);
    }

    public void Forget(string entry)
    {
        lock (_outcomes) _outcomes.Remove(entry);
    }

    public void Removed(int count = 1)
    {
        lock (_outcomes)
        {
            _removed += count;
            HasWritten = true;
        }
    }

    /// <summary>Writes the sums into a result; what was not looked at is as it should be, and skipped.</summary>
    public void Fill(CalDavCopyResult result, int items)
    {
        lock (_outcomes)
        {
            result.Created = Created;
            result.Updated = Count(PlacementKind.Updated);
            result.Refused = Count(PlacementKind.Refused);
            result.Skipped = items - result.Created - result.Updated - result.Refused;
            result.Removed = _removed;
            result.Refusals = Select(placement => placement.Kind == PlacementKind.Refused);
            result.Conflicts = Select(placement => placement.IsConflict);
        }
    }

    private int Count(PlacementKind kind) => _outcomes.Values.Count(placement => placement.Kind == kind);

    private CalDavCopyRefusal[] Select(Func<Placement, bool> condition) => _outcomes.Values.Where(condition)
        .Select(placement => placement.Refusal!)
        .OrderBy(refusal => refusal.Href, StringComparer.Ordinal)
        .ToArray();
}
