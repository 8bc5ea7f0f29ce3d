using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalDavSync.Sandbox;

namespace CalDavSync.Binding;

/// <summary>Completes the misbehaviours the sandbox can show.</summary>
public sealed class SandboxQuirkCompleter : IArgumentCompleter
{
    /// <summary>The quirks whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(SandboxQuirks.All.Select(quirk => new KeyValuePair<string, string>(quirk.Name, quirk.Description)), wordToComplete);
}
