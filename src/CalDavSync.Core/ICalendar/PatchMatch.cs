using System;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>
/// What a path or a PATCH-ACTION=BYPARAM asks of a property: <c>=value</c>, <c>!value</c>, <c>@NAME</c>, <c>@NAME=value</c> or
/// <c>@NAME!value</c> (prop-match in section 5 of the VPATCH draft).
/// </summary>
internal sealed class PatchMatch
{
    private readonly string? _parameter;
    private readonly string? _value;
    private readonly bool _negated;

    private PatchMatch(string? parameter, string? value, bool negated)
    {
        _parameter = parameter;
        _value = value;
        _negated = negated;
    }

    /// <summary>Reads the text between the brackets; null when it is none of the five.</summary>
    public static PatchMatch? Parse(string text)
    {
        if (text.Length == 0) return null;
        if (text[0] is '=' or '!') return new PatchMatch(null, text.Substring(1), text[0] == '!');
        if (text[0] != '@' || text.Length == 1) return null;
        int relation = text.IndexOfAny(new[] { '=', '!' });
        return relation < 0
            ? new PatchMatch(text.Substring(1), null, false)
            : new PatchMatch(text.Substring(1, relation - 1), text.Substring(relation + 1), text[relation] == '!');
    }

    public static PatchMatch ByValue(string value) => new(null, value, false) { IsLiteral = true };

    /// <summary>The value is no part of a path, so nothing in it is percent-encoded.</summary>
    private bool IsLiteral { get; init; }

    public bool Fits(CalendarProperty property)
    {
        if (_parameter == null) return Equal(property.Value) != _negated;
        return _value == null
            ? property.Parameters.Any(parameter => parameter.IsNamed(_parameter))
            : property.GetParameterValues(_parameter).Any(Equal) != _negated;
    }

    private bool Equal(string value) => IsLiteral ? value == _value : PatchPath.Equal(_value!, value);
}
