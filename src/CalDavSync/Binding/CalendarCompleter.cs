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
    /// <summary>The known calendars whose name contains the word: of the connection that would be used, or with a slash in the word of all, as connection/name.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.OfPatterns(Candidates(fakeBoundParameters, wordToComplete ?? string.Empty), wordToComplete);

    private static IEnumerable<KeyValuePair<string, string>> Candidates(IDictionary bound, string word)
    {
        IReadOnlyList<CalDavConnection> open = ConnectionRegistry.Current.Open;
        if (Named(bound, open) is { } named) return named.SelectMany(Known).Select(calendar => Candidate(calendar.Name, calendar));
        if (word.IndexOf('/') >= 0) return open.SelectMany(Known).Select(calendar => Candidate(calendar.ToString(), calendar));
        return open.Reverse().Take(1).SelectMany(Known).Select(calendar => Candidate(calendar.Name, calendar));
    }

    /// <summary>Those of -Connection where it was typed; null where it was not.</summary>
    private static IReadOnlyList<CalDavConnection>? Named(IDictionary bound, IReadOnlyList<CalDavConnection> open)
    {
        object? given = bound?["Connection"];
        given = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (given is CalDavConnection connection) return new[] { connection };
        if (given is not string { Length: > 0 } name) return null;
        var reference = new ConnectionReference(name);
        return open.Where(reference.Matches).ToArray();
    }

    private static IEnumerable<CalDavCalendar> Known(CalDavConnection connection) =>
        ConnectionSession.Find(connection)?.KnownCalendars ?? Enumerable.Empty<CalDavCalendar>();

    private static KeyValuePair<string, string> Candidate(string name, CalDavCalendar calendar) => new(name, calendar.DisplayName);
}
