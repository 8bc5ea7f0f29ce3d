using CalDavSync.Errors;
using CalDavSync.Migration.Reading;

namespace CalDavSync.Migration.Writing;

/// <summary>The error of an item that was not sent, because the destination has refused others before it.</summary>
internal static class UnsentItem
{
    /// <summary>It has the kind and the details of the refusal that decided, and names its own item.</summary>
    public static CalDavException Explain(SideItem item, CalDavCalendar calendar, CalDavException refusal)
    {
        string message = $"{item.Place} was not sent to {calendar}, which has refused others like it. {refusal.Message}";
        CalDavException error = refusal switch
        {
            QuotaExceededException => new QuotaExceededException(message, refusal),
            AccessDeniedException => new AccessDeniedException(message, refusal),
            ServerFailureException => new ServerFailureException(message, refusal),
            _ => new RequestRefusedException(message, refusal),
        };
        error.Uri = calendar.Uri;
        error.Method = refusal.Method;
        error.StatusCode = refusal.StatusCode;
        error.Conditions = refusal.Conditions;
        error.ResponseExcerpt = refusal.ResponseExcerpt;
        return error;
    }
}
