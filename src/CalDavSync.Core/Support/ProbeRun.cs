using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Dav;
using CalDavSync.Http;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Support;

/// <summary>What the checks of one calendar share.</summary>
internal sealed class ProbeRun
{
    private readonly List<CalDavSupportCheck> _checks;

    public ProbeRun(CalDavCalendar calendar, IHttpTransport transport, RequestContext context, IClock clock, List<CalDavSupportCheck> checks, SupportFacts facts)
    {
        Calendar = calendar;
        Address = new CollectionAddress(calendar.Uri);
        Wire = new ProbeRequester(transport, context);
        Clock = clock;
        Facts = facts;
        _checks = checks;
    }

    public CalDavCalendar Calendar { get; }

    public CollectionAddress Address { get; }

    public ProbeRequester Wire { get; }

    public IClock Clock { get; }

    public SupportFacts Facts { get; }

    /// <summary>Receives the name of each check when it is done.</summary>
    public System.Action<string>? OnCheck { get; init; }

    /// <summary>The newest sync token; null before the first sync and where there is none.</summary>
    public string? Token { get; set; }

    /// <summary>The Depth sync-collection is asked with: 0, unless the server only understands 1.</summary>
    public string Depth { get; set; } = "0";

    /// <summary>The members known, by key.</summary>
    public Dictionary<string, ProbeRow> Members { get; } = new(System.StringComparer.Ordinal);

    public bool IsEpochToken(string? token) => EpochToken.Seconds(token, Clock.UtcNow) is not null;

    /// <summary>Records what a check found.</summary>
    /// <param name="passed">Null: not tried, for the reason in the detail.</param>
    public void Add(string name, bool? passed, string detail, string reference, bool required = false)
    {
        _checks.Add(new CalDavSupportCheck(name, passed, required, detail, reference));
        OnCheck?.Invoke(name);
        Wire.Context.Log.Verbose($"{name}: {(passed switch { true => "yes", false => "no", null => "not tried" })}. {detail}");
    }

    /// <summary>Records that an item could not be written: what was to be seen behind it was not tried.</summary>
    public void RefusedWrite(ProbeAnswer answer)
    {
        if (Facts.WriteFailure is null) Add("Item written", false, $"PUT of an event was answered {answer}.", "RFC 4791 section 5.3.2");
        Facts.WriteFailure ??= WriteTestFailure.Of(answer, Calendar);
    }

    /// <summary>Asks for the changes since a token.</summary>
    public Task<ProbeAnswer> SyncAsync(string? token, CancellationToken cancellationToken) =>
        Wire.ReportAsync(Address, ProbeBody.Sync(token), Depth, cancellationToken);
}
