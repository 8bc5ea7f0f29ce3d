using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalDavSync.Session;

namespace CalDavSync.Binding;

/// <summary>Completes the names of the connections open in this runspace.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <summary>The open connections whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.OfPatterns(
            ConnectionRegistry.Current.Open.Select(open => new KeyValuePair<string, string>(open.Name, $"{open.UserName} {open.Uri}".Trim())),
            wordToComplete);
}
