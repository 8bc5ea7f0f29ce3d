using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalDavSync.Binding;

/// <summary>Completes the iCalendar components a calendar can hold (RFC 5545 section 3.6).</summary>
public sealed class ComponentCompleter : IArgumentCompleter
{
    /// <summary>The components whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(new[] { "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY" }, wordToComplete);
}
