using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CalDavSync.Servers.Tests;

/// <summary>Items of every kind that a calendar may hold, as a migration meets them.</summary>
internal static class VariedItems
{
    private const string Berlin =
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" +
        "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n" +
        "BEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n" +
        "END:VTIMEZONE\r\n";

    private static readonly Func<string, string>[] Kinds =
    [
        uid => EventText.Component(uid, "An event with letters and folds"),
        uid => Event(uid, "DTSTART;VALUE=DATE:20260401\r\nSUMMARY:A whole day\r\nTRANSP:TRANSPARENT\r\n"),
        uid => Event(uid, "DTSTART:20260401T100000Z\r\nDURATION:PT45M\r\nSUMMARY:Unknown things\r\nX-VENDOR-THING;X-P=1:kept\r\nCLASS:PRIVATE\r\nCATEGORIES:A,B\r\nGEO:52.5;13.4\r\n"),
        uid => Event(uid, "DTSTART:20260401T100000Z\r\nDTEND:20260401T110000Z\r\nSUMMARY:Alarm\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Now\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"),
        uid => Event(uid, "DTSTART:20260401T100000Z\r\nDTEND:20260401T110000Z\r\nSUMMARY:Attachment\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:" + Convert.ToBase64String(new byte[3_000]) + "\r\n"),
        uid => Berlin + Event(uid, "DTSTART;TZID=Europe/Berlin:20260401T090000\r\nDTEND;TZID=Europe/Berlin:20260401T093000\r\nRRULE:FREQ=DAILY;COUNT=9\r\nEXDATE;TZID=Europe/Berlin:20260403T090000\r\nSUMMARY:Series\r\n") +
            Event(uid, "RECURRENCE-ID;TZID=Europe/Berlin:20260402T090000\r\nDTSTART;TZID=Europe/Berlin:20260402T100000\r\nDTEND;TZID=Europe/Berlin:20260402T103000\r\nSUMMARY:Moved\r\n"),
        uid => $"BEGIN:VTODO\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDUE:20260601T100000Z\r\nSUMMARY:Task\r\nPRIORITY:3\r\nSTATUS:NEEDS-ACTION\r\nEND:VTODO\r\n",
        uid => $"BEGIN:VJOURNAL\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260601\r\nSUMMARY:Journal\r\nEND:VJOURNAL\r\n",
    ];

    /// <summary>So many texts with their UIDs, of which some are no file names.</summary>
    public static IEnumerable<(string Uid, string Text)> Take(int count) => Enumerable.Range(0, count).Select(number =>
    {
        string uid = string.Create(CultureInfo.InvariantCulture, $"item-{number}") + (number % 5 == 0 ? "@example.org" : number % 7 == 0 ? " (Größe)" : string.Empty);
        return (uid, EventText.Calendar(Kinds[number % Kinds.Length](uid)));
    });

    private static string Event(string uid, string properties) => $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{properties}END:VEVENT\r\n";
}
