using System.Text;

namespace CalDavSync.ICalendar;

/// <summary>A property or a component: what a component is made of.</summary>
internal abstract class CalendarNode
{
    /// <summary>The name in upper case.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the text: the original one as long as nothing was changed.</summary>
    internal abstract void WriteTo(StringBuilder output);

    /// <summary>Makes the node part of a document with this line ending.</summary>
    internal abstract void Adopt(string lineEnding);
}
