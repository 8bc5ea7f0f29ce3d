using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalDavSync.CalDav.Profiles;

namespace CalDavSync.Binding;

/// <summary>Completes the server profiles of the compatibility database.</summary>
public sealed class ServerProfileCompleter : IArgumentCompleter
{
    /// <summary>The profiles whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(ServerProfiles.All.Select(profile => new KeyValuePair<string, string>(profile.Name, profile.Description)), wordToComplete);
}
