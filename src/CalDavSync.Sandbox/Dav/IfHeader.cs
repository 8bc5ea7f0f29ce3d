using System;
using System.Text.RegularExpressions;
using CalDavSync.Sandbox.Http;

namespace CalDavSync.Sandbox.Dav;

/// <summary>
/// The If header of RFC 4918 section 10.4 with entity tags and, as RFC 6578 section 5 wants, sync tokens as state tokens.
/// It holds when one of its lists does; a list holds when all its conditions do.
/// </summary>
internal sealed class IfHeader
{
    private static readonly Regex Lists = new(
        @"\G\s*(?:<(?<tag>[^>]*)>)?\s*\((?<list>(?:\[[^\]]*\]|<[^>]*>|[^()\[\]<>])*)\)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Conditions = new(
        @"\G\s*(?<not>Not)?\s*(?:<(?<token>[^>]*)>|\[(?<etag>[^\]]*)\])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly DavServer _server;
    private readonly string _path;

    public IfHeader(DavServer server, string path)
    {
        _server = server;
        _path = path;
    }

    /// <exception cref="HttpFailureException">The header is malformed.</exception>
    public bool Holds(string header)
    {
        string path = _path;
        bool any = false;
        int position = 0;
        foreach (Match list in Lists.Matches(header))
        {
            position = list.Index + list.Length;
            if (list.Groups["tag"].Success) path = Store.PathSegments.PathOf(list.Groups["tag"].Value);
            any |= ListHolds(list.Groups["list"].Value, path);
        }

        if (position == 0 || header.Substring(position).Trim().Length > 0) throw new HttpFailureException(400, "The If header is malformed.");
        return any;
    }

    private bool ListHolds(string list, string path)
    {
        bool all = true;
        int position = 0;
        foreach (Match condition in Conditions.Matches(list))
        {
            position = condition.Index + condition.Length;
            bool holds = condition.Groups["token"].Success
                ? TokenHolds(condition.Groups["token"].Value, path)
                : _server.Tree.Find(path) is ItemResource resource && resource.Item.ETag == condition.Groups["etag"].Value.Trim();
            all &= holds != condition.Groups["not"].Success;
        }

        if (position == 0 || list.Substring(position).Trim().Length > 0) throw new HttpFailureException(400, "The If header is malformed.");
        return all;
    }

    private bool TokenHolds(string token, string path) => _server.Tree.Find(path) switch
    {
        CalendarResource calendar => token == _server.Tokens.Issue(calendar.Calendar),
        HomeResource => token == _server.Tokens.IssueForHome(),
        _ => false,
    };
}
