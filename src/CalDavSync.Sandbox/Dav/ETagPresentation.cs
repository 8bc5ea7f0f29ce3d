using System;
using System.Globalization;
using System.Linq;
using CalDavSync.Sandbox.Http;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;

namespace CalDavSync.Sandbox.Dav;

/// <summary>How entity tags look from outside, and which of them a condition accepts.</summary>
internal sealed class ETagPresentation
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private readonly QuirkSet _quirks;
    private readonly ISandboxClock _clock;
    private readonly bool _never;
    private readonly bool _notInPropfind;
    private readonly bool _notInReports;
    private readonly bool _asIs;

    public ETagPresentation(QuirkSet quirks, ISandboxClock clock)
    {
        _quirks = quirks;
        _clock = clock;
        _never = quirks.Has(ETagQuirks.NoETags);
        _notInPropfind = quirks.Has(ETagQuirks.NoETagsInPropfind);
        _notInReports = quirks.Has(ETagQuirks.NoETagsInReports);
        _asIs = !quirks.Any(ETagQuirks.UnquotedETags, ETagQuirks.WeakETags, ETagQuirks.DoubleQuotedETags, ETagQuirks.ETagChurn, WriteQuirks.StaleETagAfterPut);
    }

    /// <summary>The getetag property as XML, or null when the server does not give it there.</summary>
    public string? ForProperty(SandboxItem item, RowUse use)
    {
        if (_never || (use == RowUse.Propfind ? _notInPropfind : _notInReports)) return null;
        if (_asIs) return item.ETag;
        bool stale = _quirks.Has(WriteQuirks.StaleETagAfterPut) && item.PreviousETag is not null && _clock.UtcNow - item.LastModified < Stale;
        return PropertyValues.Text(Shown(stale ? item.PreviousETag! : item.ETag));
    }

    /// <summary>Adds the ETag header.</summary>
    public void AddTo(HttpResponse response, SandboxItem item, bool put)
    {
        if (_never || (put && _quirks.Has(WriteQuirks.NoETagOnPut))) return;
        string etag = Shown(item.ETag);
        if (!put && _quirks.Has(ETagQuirks.GzipSuffixETags)) etag = etag.TrimEnd('"') + "-gzip\"";
        response.Headers.Add(_quirks.Has(ETagQuirks.OcETagOnly) ? "OC-ETag" : "ETag", etag);
    }

    /// <summary>Whether a list of entity tags, or <c>*</c>, names this version; If-Match compares strongly (RFC 9110 section 13.1.1).</summary>
    public bool Matches(string list, SandboxItem item, bool strong)
    {
        if (list.Trim() == "*") return true;
        if (strong && _quirks.Any(ETagQuirks.IfMatchAlwaysFails, ETagQuirks.WeakETags)) return false;
        string shown = Shown(item.ETag);
        return list.Split(',').Any(tag => string.Equals(tag.Trim(), shown, StringComparison.Ordinal)
            || (_quirks.Any(ETagQuirks.UnquotedETags, ETagQuirks.DoubleQuotedETags) && tag.Trim().Trim('"') == shown.Trim('"')));
    }

    private string Shown(string etag)
    {
        if (_asIs) return etag;
        if (_quirks.Has(ETagQuirks.ETagChurn)) etag = etag.TrimEnd('"') + "-" + (_clock.UtcNow.Ticks / TimeSpan.TicksPerMinute).ToString(CultureInfo.InvariantCulture) + "\"";
        if (_quirks.Has(ETagQuirks.UnquotedETags)) return etag.Trim('"');
        if (_quirks.Has(ETagQuirks.DoubleQuotedETags)) return "\"" + etag + "\"";
        return _quirks.Has(ETagQuirks.WeakETags) ? "W/" + etag : etag;
    }
}
