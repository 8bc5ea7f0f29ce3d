using System;
using System.Management.Automation;
using CalDavSync.Errors;

namespace CalDavSync.Base;

/// <summary>From exception to error record, by the error catalogue.</summary>
internal static class ErrorRecords
{
    /// <summary>The record for an exception; <paramref name="target"/> is the calendar, item, connection or address concerned; else what the exception itself knows.</summary>
    public static ErrorRecord From(Exception error, object? target)
    {
        ErrorCatalogEntry entry = ErrorCatalog.Find(error);
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), entry.Category.ToString());
        return new ErrorRecord(error, entry.ErrorId, category, WithoutPassword(target ?? (error as NotConnectedException)?.Connection))
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = entry.RecommendedAction },
        };
    }

    // An address may have been typed with user and password in it; a record is kept in $Error and in logs.
    private static object? WithoutPassword(object? target) =>
        target is Uri { IsAbsoluteUri: true } address && address.UserInfo.Length > 0
            ? new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri
            : target;
}
