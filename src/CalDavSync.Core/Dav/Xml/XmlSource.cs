using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Xml;

namespace CalDavSync.Dav.Xml;

/// <summary>The characters of a document, a window at a time. The window grows only for a single piece of markup or text.</summary>
internal sealed class XmlSource
{
    private const int MostCharactersInTag = 1 << 20;

    // Of one text, comment or stretch of white space; a few hundred kilobytes on the wire can be gigabytes of it.
    private const int MostCharactersInText = 32 << 20;

    private readonly TextReader _reader;
    private long _discarded;

    public XmlSource(TextReader reader) => _reader = reader;

    public char[] Buffer { get; private set; } = new char[8 * 1024];

    /// <summary>The next character to be read.</summary>
    public int Position { get; set; }

    /// <summary>Behind the last character there is so far.</summary>
    public int End { get; private set; }

    public bool IsAtBeginning => _discarded + Position == 0;

    /// <summary>Reads more characters behind the window, and forgets those before the position; false at the end of the document.</summary>
    public bool More()
    {
        if (Position > 0)
        {
            Array.Copy(Buffer, Position, Buffer, 0, End - Position);
            _discarded += Position;
            End -= Position;
            Position = 0;
        }

        if (End == Buffer.Length) Grow();
        int read = _reader.Read(Buffer, End, Buffer.Length - End);
        End += read;
        return read > 0;
    }

    /// <summary>At least so many characters are there.</summary>
    public bool Has(int count)
    {
        while (End - Position < count)
        {
            if (!More()) return false;
        }

        return true;
    }

    /// <summary>The characters at an offset from the position are these.</summary>
    public bool At(int offset, string expected)
    {
        if (!Has(offset + expected.Length)) return false;
        for (int i = 0; i < expected.Length; i++)
        {
            if (Buffer[Position + offset + i] != expected[i]) return false;
        }

        return true;
    }

    /// <summary>The distance from the position to a character; -1 when the document ends before it.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public int DistanceTo(char wanted)
    {
        int searched = 0;
        while (true)
        {
            int found = Array.IndexOf(Buffer, wanted, Position + searched, End - Position - searched);
            if (found >= 0) return found - Position;
            searched = End - Position;
            if (!More()) return -1;
        }
    }

    /// <summary>The distance from the position to an ending, searched from an offset on; the document must not end before it.</summary>
    public int DistanceTo(string ending, int offset, string what)
    {
        while (true)
        {
            if (!Has(offset + ending.Length)) throw Error($"the end of the document inside {what}");
            int last = Array.IndexOf(Buffer, ending[0], Position + offset, End - Position - offset);
            offset = last < 0 ? End - Position : last - Position;
            if (last < 0) continue;
            if (At(offset, ending)) return offset;
            offset++;
        }
    }

    /// <summary>The distance from the tag at the position to its '&gt;', which must not be inside a value.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public int TagLength()
    {
        char quote = '\0';
        for (int i = 1; ; i++)
        {
            if (i >= End - Position && !Has(i + 1)) throw Error("the end of the document inside a tag");
            char c = Buffer[Position + i];
            if (quote == '\0')
            {
                if (c == '>') return i;
                if (c is '"' or '\'') quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }

            if (c == '<') throw Error("a tag inside a tag");
            if (i > MostCharactersInTag) throw Error($"a tag of more than {MostCharactersInTag} characters");
        }
    }

    public XmlException Error(string found) => new($"{found} at character {_discarded + Position + 1}");

    private void Grow()
    {
        if (Buffer.Length >= MostCharactersInText) throw Error($"a piece of text of more than {MostCharactersInText} characters");
        char[] larger = new char[Buffer.Length * 2];
        Array.Copy(Buffer, larger, End);
        Buffer = larger;
    }
}
