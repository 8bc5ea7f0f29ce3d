using System;
using System.Globalization;

namespace CalDavSync;

/// <summary>The last record of a collection: the token to continue from, how it was reached, and the sums.</summary>
public sealed class CalDavSyncToken : CalDavSyncRecord
{
    internal CalDavSyncToken(CalDavCalendar calendar, DateTimeOffset timestamp)
        : base(CalDavRecordKind.Token, calendar, null, timestamp)
    {
    }

    /// <summary>The token this run started from; null on a first run.</summary>
    public string? PreviousToken { get; internal set; }

    /// <summary>Initial, Incremental, Unchanged, Resync or Listing.</summary>
    public CalDavSyncMode Mode { get; internal set; }

    /// <summary>The rung of the ladder that was used.</summary>
    public CalDavSyncStrategy Strategy { get; internal set; }

    /// <summary>Items reported as added.</summary>
    public int Added { get; internal set; }

    /// <summary>Items reported as changed.</summary>
    public int Changed { get; internal set; }

    /// <summary>Items reported as deleted.</summary>
    public int Deleted { get; internal set; }

    /// <summary>Items the server listed that were known already, with the same entity tag or text.</summary>
    public int Unchanged { get; internal set; }

    /// <summary>Items that could not be read this time; they are reported by a later run.</summary>
    public int Failed { get; internal set; }

    /// <summary>Differences that only -Verify or an automatic verification found; they are in the other sums as well.</summary>
    public int Repaired { get; internal set; }

    /// <summary>HTTP requests sent, retries and redirects included.</summary>
    public int Requests { get; internal set; }

    /// <summary>Bytes of response bodies as they came over the wire.</summary>
    public long BytesReceived { get; internal set; }

    /// <summary>Wall-clock time of the run.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The result in one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: {1} added, {2} changed, {3} deleted in {4:0.0} s",
        Mode.ToString().ToLowerInvariant(),
        Added,
        Changed,
        Deleted,
        Duration.TotalSeconds);
}
