using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalDavSync.Binding;

/// <summary>Completes the names of time zones that iCalendar uses; Windows' own names are no use to other programs.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <summary>The zones of this system whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(
            TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.Id == "UTC" || zone.Id.IndexOf('/') > 0)
                .Select(zone => new KeyValuePair<string, string>(zone.Id, zone.DisplayName)),
            wordToComplete);
}
