using System;
using CalDavSync.Sandbox.Quirks;
using CalDavSync.Sandbox.Reports;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Dav;

/// <summary>How the server spells the address of a resource in its answers.</summary>
internal sealed class Hrefs
{
    /// <summary>The segment of quirk Q85, which only the server believes in.</summary>
    public const string ForeignPrefix = "/backend";

    private readonly DavServer _server;
    private readonly bool _plain;
    private readonly bool _relative;
    private readonly bool _foreign;
    private readonly bool _absolute;

    public Hrefs(DavServer server)
    {
        _server = server;
        QuirkSet quirks = server.Quirks;
        _relative = quirks.Has(HrefQuirks.RelativeHrefs);
        _foreign = quirks.Has(HrefQuirks.ForeignPrefixHrefs);
        _absolute = quirks.Has(HrefQuirks.AbsoluteHrefs);
        _plain = !quirks.Any(
            HrefQuirks.UnescapedHrefs, HrefQuirks.LenientEscapes, HrefQuirks.LowercaseHexEscapes, HrefQuirks.DoubleEncodedHrefs, HrefQuirks.EmptyHrefs);
    }

    public string Of(DavResource resource) => resource switch
    {
        ItemResource item => Of(item.Calendar, item.Item.Name, RowUse.Propfind),
        _ => Whole(_server.Quirks.Has(HrefQuirks.CollectionHrefWithoutSlash) && resource.Path.Length > 1 ? resource.Path.TrimEnd('/') : resource.Path),
    };

    public string Of(SandboxCalendar calendar) => Of(new CalendarResource(_server, calendar));

    public string Of(SandboxCalendar calendar, string name, RowUse use)
    {
        string segment = PathSegments.Encode(name);
        if (!_plain) segment = Respell(name, segment, use);
        if (segment.Length == 0) return segment;
        return _relative ? segment : Whole(_server.Layout.PathOf(calendar) + segment);
    }

    private string Respell(string name, string segment, RowUse use)
    {
        QuirkSet quirks = _server.Quirks;
        if (use == RowUse.Multiget && quirks.Has(HrefQuirks.EmptyHrefs)) return string.Empty;
        if (use == RowUse.Sync && quirks.Has(HrefQuirks.UnescapedHrefs)) return name;
        if (quirks.Has(HrefQuirks.LenientEscapes))
        {
            segment = segment.Replace("%40", "@").Replace("%3A", ":").Replace("%27", "'").Replace("%3D", "=").Replace("%2B", "+");
        }

        if (quirks.Has(HrefQuirks.LowercaseHexEscapes)) segment = LowerEscapes(segment);
        return quirks.Has(HrefQuirks.DoubleEncodedHrefs) ? segment.Replace("%", "%25") : segment;
    }

    private string Whole(string path)
    {
        if (_foreign) path = ForeignPrefix + path;
        return _absolute ? _server.BaseUri.GetLeftPart(UriPartial.Authority) + path : path;
    }

    private static string LowerEscapes(string segment)
    {
        char[] chars = segment.ToCharArray();
        for (int i = 0; i + 2 < chars.Length; i++)
        {
            if (chars[i] != '%') continue;
            chars[i + 1] = char.ToLowerInvariant(chars[i + 1]);
            chars[i + 2] = char.ToLowerInvariant(chars[i + 2]);
        }

        return new string(chars);
    }
}
