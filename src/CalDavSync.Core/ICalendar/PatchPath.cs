using System;
using System.Collections.Generic;

namespace CalDavSync.ICalendar;

/// <summary>A path to components, properties, parameters or values (section 5 of the VPATCH draft).</summary>
internal sealed class PatchPath
{
    private static readonly char[] NameEnds = { '/', '#', ';', '=', '[' };
    private readonly string _text;
    private int _position;

    private PatchPath(string text)
    {
        _text = text;
        var components = new List<PatchPathComponent>();
        while (At('/')) components.Add(ReadComponent());
        Components = components;
        if (At('#'))
        {
            Property = ReadName();
            if (At('[')) Match = PatchMatch.Parse(ReadMatch()) ?? throw Malformed();
            if (At(';')) Parameter = ReadName();
            if (At('=')) Value = _text.Substring(_position + 1);
            if (Value != null) _position = _text.Length;
        }

        if (_position < _text.Length || _text.Length == 0) throw Malformed();
    }

    public IReadOnlyList<PatchPathComponent> Components { get; }

    public string? Property { get; }

    public PatchMatch? Match { get; }

    public string? Parameter { get; }

    public string? Value { get; }

    /// <summary>Reads a path; blanks around it, left over from folding, do not count.</summary>
    /// <exception cref="Errors.InvalidCalendarDataException">It is malformed.</exception>
    public static PatchPath Parse(string text) => new(text.Trim());

    /// <summary>
    /// A value of a path means a value of the item: with its percent-encoding taken out, or as it stands, since encoders differ in
    /// whether they encode a percent sign itself.
    /// </summary>
    public static bool Equal(string ofPath, string value) =>
        ofPath == value || ofPath.IndexOf('%') >= 0 && Uri.UnescapeDataString(ofPath) == value;

    public override string ToString() => _text;

    private bool At(char character) => _position < _text.Length && _text[_position] == character;

    private PatchPathComponent ReadComponent()
    {
        var component = new PatchPathComponent(ReadName().ToUpperInvariant());
        while (At('[')) component = component.With(ReadMatch()) ?? throw Malformed();
        return component;
    }

    private string ReadName()
    {
        int start = _position + 1;
        int end = _text.IndexOfAny(NameEnds, start);
        _position = end < 0 ? _text.Length : end;
        return _position > start ? _text.Substring(start, _position - start) : throw Malformed();
    }

    private string ReadMatch()
    {
        int start = _position + 1;
        int end = _text.IndexOf(']', start);
        if (end < 0) throw Malformed();
        _position = end + 1;
        return _text.Substring(start, end - start);
    }

    private Errors.InvalidCalendarDataException Malformed() => CalendarError.InPatch($"the path '{CalendarError.Excerpt(_text)}' is malformed");
}
