using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>How rows and their status lines are spelled; worked out once per server.</summary>
internal sealed class RowStyle
{
    private readonly bool _withoutProtocol;
    private readonly bool _withoutReason;

    public RowStyle(QuirkSet quirks)
    {
        _withoutProtocol = quirks.Has(RowQuirks.MalformedStatusLine);
        _withoutReason = quirks.Has(RowQuirks.NoReasonPhrase);
        PropstatWithoutStatus = quirks.Has(RowQuirks.PropstatWithoutStatus);
        Teapot = quirks.Has(RowQuirks.Teapot418);
        Suffix = (quirks.Has(RowQuirks.MissingPropertyPropstat) ? "<D:propstat><D:prop><CS:notification-url/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>" : string.Empty)
            + (quirks.Has(RowQuirks.SecondPropstatEmptyValues) ? "<D:propstat><D:prop><D:getetag/><D:displayname/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>" : string.Empty)
            + (quirks.Has(RowQuirks.StatusBesidesPropstat) ? "<D:status>HTTP/1.1 201 Created</D:status>" : string.Empty);
    }

    /// <summary>What follows the properties of an item.</summary>
    public string Suffix { get; }

    public bool PropstatWithoutStatus { get; }

    /// <summary>Removed members carry a propstat, too.</summary>
    public bool Teapot { get; }

    public string Status(int status) =>
        _withoutProtocol ? status + " " + StatusText.Reason(status)
        : _withoutReason ? "HTTP/1.1 " + status
        : StatusText.Line(status);
}
