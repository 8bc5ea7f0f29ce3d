using CalDavSync.Errors;

namespace CalDavSync.Support;

/// <summary>The error of a test that should have written and could not.</summary>
internal static class WriteTestFailure
{
    private const string Beginning = "Only reading was tested, because the server did not let the test write: ";

    /// <summary>An item was refused.</summary>
    public static CalDavException Of(ProbeAnswer answer, CalDavCalendar calendar)
    {
        string message = $"{Beginning}PUT of a new event to {calendar} was answered {answer}.";
        CalDavException error = answer.Status switch
        {
            _ when answer.Status == 507 || answer.Has("quota-not-exceeded") || answer.Has("sufficient-disk-space") => new QuotaExceededException(message),
            401 or 403 => new AccessDeniedException(message),
            >= 500 and not 501 => new ServerFailureException(message),
            _ => new RequestRefusedException(message),
        };
        error.Uri = calendar.Uri;
        error.Method = "PUT";
        error.StatusCode = answer.Status;
        error.Conditions = answer.Conditions;
        return error;
    }

    /// <summary>No calendar could be made to write in.</summary>
    public static CalDavException Of(ScratchCalendar scratch) =>
        new RequestRefusedException($"{Beginning}no calendar can be made. {scratch.Story}") { Uri = scratch.Address.Uri };
}
