using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalDavSync.Binding;

/// <summary>Completes the names of iCalendar properties that items have (RFC 5545 section 3.8, RFC 7986 section 5).</summary>
public sealed class PropertyNameCompleter : IArgumentCompleter
{
    private static readonly string[] Names =
    {
        "ATTACH", "ATTENDEE", "CATEGORIES", "CLASS", "COLOR", "COMMENT", "COMPLETED", "CONFERENCE", "CONTACT", "CREATED", "DESCRIPTION",
        "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "EXDATE", "GEO", "IMAGE", "LAST-MODIFIED", "LOCATION", "ORGANIZER",
        "PERCENT-COMPLETE", "PRIORITY", "RDATE", "RECURRENCE-ID", "RELATED-TO", "REQUEST-STATUS", "RESOURCES", "RRULE", "SEQUENCE", "STATUS",
        "SUMMARY", "TRANSP", "UID", "URL",
    };

    /// <summary>The properties whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(Names, wordToComplete);
}
