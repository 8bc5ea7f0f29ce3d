namespace CalDavSync.Servers.Tests;

/// <summary>Small events with what goes wrong easily: folded lines, escapes, letters outside ASCII, XML characters.</summary>
internal static class EventText
{
    public static string Component(string uid, string summary) =>
        $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\n" +
        $"SUMMARY:{summary}\r\nLOCATION:Büro <5> & Küche\\, 2. Stock\r\n" +
        "DESCRIPTION:A line that is long enough to be folded by everybody who writes iC\r\n alendar text as the standard asks.\r\nEND:VEVENT\r\n";

    public static string Calendar(string components) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CalDavSync//tests//EN\r\n" + components + "END:VCALENDAR\r\n";
}
