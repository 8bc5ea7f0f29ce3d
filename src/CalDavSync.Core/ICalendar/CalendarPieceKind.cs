namespace CalDavSync.ICalendar;

/// <summary>The parts a calendar file is read in.</summary>
internal enum CalendarPieceKind
{
    /// <summary>BEGIN:VCALENDAR.</summary>
    CalendarBegin,

    /// <summary>A property of the calendar.</summary>
    Property,

    /// <summary>A whole component.</summary>
    Component,

    /// <summary>Something that cannot be read; the reading goes on behind it.</summary>
    Fault,
}
