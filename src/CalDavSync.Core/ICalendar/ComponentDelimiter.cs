using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.ICalendar;

/// <summary>A line that begins or ends a component.</summary>
/// <param name="IsBegin">BEGIN, not END.</param>
/// <param name="Name">The component's name in upper case.</param>
internal readonly record struct ComponentDelimiter(bool IsBegin, string Name)
{
    private const string Begin = "BEGIN:";
    private const string End = "END:";

    /// <summary>Recognizes BEGIN:name and END:name in any case.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static bool TryRead(string text, in LogicalLine line, out ComponentDelimiter delimiter)
    {
        delimiter = default;
        if (line.IsEmpty) return false;
        char initial = text[line.Start];
        bool begin = initial is 'B' or 'b';
        if (!begin && initial is not ('E' or 'e')) return false;
        string keyword = begin ? Begin : End;

        string source = line.IsFolded ? line.Unfold(text) : text;
        int start = line.IsFolded ? 0 : line.Start;
        int end = line.IsFolded ? source.Length : line.ContentEnd;
        if (end - start < keyword.Length) return false;
        if (string.Compare(source, start, keyword, 0, keyword.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        delimiter = new ComponentDelimiter(begin, ComponentName.Read(source, start + keyword.Length, end));
        return true;
    }
}
