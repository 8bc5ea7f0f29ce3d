using System.Collections.Generic;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox.Dav;

/// <summary>Where things are on the server.</summary>
internal sealed class Layout
{
    /// <param name="prefix">Path before everything else, such as <c>/dav</c>; usually empty.</param>
    /// <param name="userName">The one user.</param>
    public Layout(string prefix, string userName)
    {
        Prefix = prefix;
        UserName = userName;
        Root = prefix + "/";
        Principals = Root + "principals/";
        Principal = Principals + PathSegments.Encode(userName) + "/";
        Calendars = Root + "calendars/";
        Home = Calendars + PathSegments.Encode(userName) + "/";
    }

    public string Prefix { get; }

    public string UserName { get; }

    /// <summary>Paths are decoded twice (Q72).</summary>
    public bool DecodesTwice { get; set; }

    public string Root { get; }

    public string Principals { get; }

    public string Principal { get; }

    public string Calendars { get; }

    public string Home { get; }

    public string PathOf(SandboxCalendar calendar) => Home + PathSegments.Encode(calendar.Name) + "/";

    /// <summary>The decoded segments below the prefix, or null when the path lies outside.</summary>
    public List<string>? Below(string path)
    {
        if (Prefix.Length == 0) return Split(path);
        if (path != Prefix && !path.StartsWith(Prefix + "/", System.StringComparison.Ordinal)) return null;
        return Split(path.Substring(Prefix.Length));
    }

    private List<string> Split(string path)
    {
        List<string> segments = PathSegments.Split(path);
        return DecodesTwice ? segments.ConvertAll(PathSegments.Decode) : segments;
    }
}
