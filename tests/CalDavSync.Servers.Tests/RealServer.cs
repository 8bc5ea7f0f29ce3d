using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Servers.Tests;

/// <summary>
/// A running server, as its start script printed it: name base=URL home=URL users=name:password,… dir=folder. The line comes in the
/// environment variable CALDAVSYNC_SERVER_NAME.
/// </summary>
internal sealed record RealServer(string Name, Uri Home, string User, string Password, string Folder)
{
    private static readonly string[] Always = ["radicale", "xandikos"];
    private static readonly string[] OnRequest = ["cyrus", "davical", "sogo", "sabredav18", "calypso"];

    /// <summary>The servers to test: two always, so that their absence is seen, the others when they are running.</summary>
    public static IEnumerable<string> Names => Always.Concat(OnRequest.Where(name => Line(name) is not null));

    /// <summary>Null when it is not running.</summary>
    public static RealServer? Find(string name)
    {
        if (Line(name) is not { } line) return null;
        Dictionary<string, string> fields = line.Split(' ').Where(word => word.Contains('=', StringComparison.Ordinal))
            .ToDictionary(word => word[..word.IndexOf('=', StringComparison.Ordinal)], word => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        string[] account = fields["users"].Split(',')[0].Split(':');
        return new RealServer(name, new Uri(fields["home"]), account[0], account[1], fields.GetValueOrDefault("dir", string.Empty));
    }

    public static string Variable(string name) => "CALDAVSYNC_SERVER_" + name.ToUpperInvariant();

    private static string? Line(string name) => Environment.GetEnvironmentVariable(Variable(name)) is { Length: > 0 } line ? line : null;
}
