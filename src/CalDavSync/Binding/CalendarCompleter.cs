using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalDavSync.Session;

namespace CalDavSync.Binding;

/// <summary>Completes the names of the calendars that were listed before: Tab never uses the network.</summary>
public sealed class CalendarCompleter : IArgumentCompleter
{
    /// <summary>The known calendars whose name contains the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(
            Sessions(fakeBoundParameters)
                .SelectMany(session => session.KnownCalendars)
                .Select(calendar => new KeyValuePair<string, string>(calendar.Name, calendar.DisplayName)),
            wordToComplete);

    /// <summary>That of -Connection where it was typed as a name, else all.</summary>
    private static IEnumerable<ConnectionSession> Sessions(IDictionary bound)
    {
        IEnumerable<CalDavConnection> open = ConnectionRegistry.Current.Open;
        object? given = bound?["Connection"];
        given = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (given is string { Length: > 0 } name)
        {
            var reference = new ConnectionReference(name);
            open = open.Where(reference.Matches);
        }
        else if (given is CalDavConnection connection)
        {
            open = new[] { connection };
        }

        return open.Select(ConnectionSession.Find).OfType<ConnectionSession>();
    }
}
