using System.Globalization;

namespace CalDavSync.Core.Tests.Sync;

/// <summary>Small events to put on a server.</summary>
internal static class EventText
{
    public static string Of(string uid, string summary) => string.Format(
        CultureInfo.InvariantCulture,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nSUMMARY:{1}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        uid,
        summary);
}
