using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalDavSync.Binding;

/// <summary>Completes calendars as <see cref="CalendarCompleter"/> does, and files and folders where no calendar is called so.</summary>
public sealed class CalendarSideCompleter : IArgumentCompleter
{
    /// <summary>The known calendars; null, which makes PowerShell complete paths, where there is none.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CompletionResult[] calendars = new CalendarCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters).ToArray();
        return calendars.Length > 0 ? calendars : null!;
    }
}
