using System;
using System.Xml.Linq;

namespace CalDavSync.Sandbox.Reports;

/// <summary>A text-match (RFC 4791 section 9.7.5): substring, by default without regard to ASCII case.</summary>
internal sealed class TextMatch
{
    private readonly string _text;
    private readonly bool _negate;
    private readonly StringComparison _comparison;

    private TextMatch(XElement element)
    {
        _text = element.Value;
        _negate = element.Attribute("negate-condition")?.Value == "yes";
        _comparison = element.Attribute("collation")?.Value == "i;octet" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
    }

    public static TextMatch? Read(XElement? element) => element is null ? null : new TextMatch(element);

    public bool Matches(string value) => (value.IndexOf(_text, _comparison) >= 0) != _negate;
}
