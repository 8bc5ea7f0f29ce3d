using System;
using CalDavSync.Dav;
using CalDavSync.Errors;

namespace CalDavSync.Items;

/// <summary>Tells what a refused write means.</summary>
internal static class WriteRefusal
{
    // Another item may well be taken: these must not be read as the calendar being closed to everything, which a bare 403 says.
    private static readonly string[] AboutTheText =
    {
        "valid-calendar-data", "valid-calendar-object-resource", "supported-calendar-data", "max-resource-size", "min-date-time", "max-date-time",
        "max-instances", "max-attendees-per-instance",
    };

    // What RFC 4791 section 5.3.2.1, RFC 6638 and RFC 4331 let a server object to with any status.
    private static readonly string[] AboutOtherThings =
    {
        "no-uid-conflict", "unique-scheduling-object-resource", "supported-calendar-component", "calendar-collection-location-ok",
        "quota-not-exceeded", "sufficient-disk-space",
    };

    /// <summary>A header's condition did not hold; DAViCal names the header. A 412 that names one of the other conditions is about that.</summary>
    public static bool IsPrecondition(DavFailure failure) =>
        failure.Status is 412 or 428 && !Array.Exists(AboutTheText, failure.Has) && !Array.Exists(AboutOtherThings, failure.Has);

    public static CalDavException Explain(DavFailure failure, CalDavCalendar calendar, string what, bool isCreation)
    {
        if (Array.Exists(AboutTheText, failure.Has))
        {
            return failure.WithDetails(new InvalidCalendarDataException($"{calendar} does not accept the text of {what}: {failure.Words}"));
        }

        if (failure.Has("supported-calendar-component"))
        {
            string kinds = calendar.Components.Count == 0 ? "other components" : string.Join(", ", calendar.Components);
            return failure.WithDetails(new RequestRefusedException($"{calendar} takes only {kinds}, so {what} cannot be stored there: {failure.Words}"));
        }

        // SOGo and others say it in words only.
        if (failure.Status is 400 or 403 or 409 && failure.Text.IndexOf("UID already in use", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return failure.WithDetails(new UidConflictException($"Another item has the UID of {what}: {failure.Words}"));
        }

        return failure.ToException(isItem: !isCreation, isCreation && failure.Status is 404 or 410 ? $"the calendar {calendar}" : what);
    }
}
