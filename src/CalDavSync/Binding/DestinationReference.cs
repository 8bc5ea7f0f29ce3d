using System;

namespace CalDavSync.Binding;

/// <summary>What -Destination of a copy accepts: a connection or a calendar, or the name or address of one; a connection of the name goes first.</summary>
public sealed class DestinationReference
{
    /// <summary>The calendar of the same name on this connection.</summary>
    public DestinationReference(CalDavConnection connection) => Connection = new ConnectionReference(connection);

    /// <summary>This calendar.</summary>
    public DestinationReference(CalDavCalendar calendar) => Calendar = new CalendarReference(calendar);

    /// <summary>The name of a connection, or the name or address of a calendar.</summary>
    public DestinationReference(string name)
    {
        Connection = new ConnectionReference(name);
        Calendar = new CalendarReference(name);
    }

    /// <summary>The address of a connection or of a calendar.</summary>
    public DestinationReference(Uri uri)
    {
        Connection = new ConnectionReference(uri);
        Calendar = new CalendarReference(uri);
    }

    /// <summary>Null when it is a calendar for certain.</summary>
    internal ConnectionReference? Connection { get; }

    /// <summary>Null when it is a connection for certain.</summary>
    internal CalendarReference? Calendar { get; }

    /// <summary>As given.</summary>
    public override string ToString() => Calendar?.ToString() ?? Connection!.ToString();
}
