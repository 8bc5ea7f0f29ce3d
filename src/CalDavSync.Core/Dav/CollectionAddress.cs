using System;
using System.Runtime.CompilerServices;

namespace CalDavSync.Dav;

/// <summary>The address of a collection, and the keys its members are remembered by.</summary>
internal sealed class CollectionAddress
{
    private readonly string _path;
    private readonly string _parent;
    private readonly string _origin;
    private volatile MovedCollection? _moved;

    public CollectionAddress(Uri uri)
    {
        Uri = uri;
        _path = HrefPath.Canonical("/", uri.AbsolutePath).TrimEnd('/');
        _parent = uri.AbsolutePath.TrimEnd('/') + "/";
        _origin = uri.GetLeftPart(UriPartial.Authority);
    }

    public Uri Uri { get; }

    /// <summary>Requests for the collection are redirected: the hrefs of its answers are then below that address (Q131).</summary>
    public void AnswersFrom(Uri uri)
    {
        string path = HrefPath.Canonical("/", uri.AbsolutePath).TrimEnd('/');
        if (path != _path && _moved?.Path != path) _moved = new MovedCollection(path, uri.GetLeftPart(UriPartial.Authority) == _origin);
    }

    /// <summary>
    /// The place of an href and, for members, its key: the canonical path relative to the collection. Keys are compared ordinally and
    /// case-sensitively (Q75).
    /// </summary>
    [MethodImpl(Compiled.AtOnce)]
    public MemberPlace Locate(string href, out string key)
    {
        if (IsPlainMember(href))
        {
            key = href.Substring(_parent.Length);
            return MemberPlace.Member;
        }

        string path = HrefPath.Canonical(_path, href).TrimEnd('/');
        key = string.Empty;
        MemberPlace place = LocateBelow(_path, path, ref key);
        if (place == MemberPlace.Foreign && _moved is { } moved) place = LocateBelow(moved.Path, path, ref key);
        return place == MemberPlace.Foreign ? LocateBehindProxy(path, ref key) : place;
    }

    /// <summary>
    /// The address to send in a request body: exactly as received; only a relative one is made absolute, because most servers look it up
    /// in the wrong place (BEHAVIOUR: multiget with relative hrefs).
    /// </summary>
    public string Sendable(string href)
    {
        string raw = HrefPath.RawPath(href);
        if (!ReferenceEquals(raw, href) || (raw.Length > 0 && raw[0] == '/')) return href;
        string name = raw.StartsWith("./", StringComparison.Ordinal) ? raw.Substring(2) : raw;
        return _parent + name;
    }

    /// <summary>The address for GET, always on the collection's own origin: a server cannot send credentials elsewhere with an href.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public Uri Resolve(string href)
    {
        if (IsPlainMember(href)) return new Uri(_origin + href);
        string raw = HrefPath.RawPath(Sendable(href));
        MemberPlace place = Locate(href, out string key);
        string path = HrefPath.Canonical(_path, href);
        bool publicPath = path.StartsWith(_path, StringComparison.Ordinal) || (_moved is { IsSameOrigin: true } moved && path.StartsWith(moved.Path, StringComparison.Ordinal));
        if (place == MemberPlace.Member && !publicPath)
        {
            raw = _parent + raw.Substring(raw.TrimEnd('/').LastIndexOf('/') + 1);
        }

        return new Uri(_origin + EscapeIllegal(raw));
    }

    /// <summary>The path spelled from a key alone, for members whose received address is not remembered.</summary>
    public string HrefFromKey(string key)
    {
        string[] segments = key.Split('/');
        for (int i = 0; i < segments.Length; i++) segments[i] = EscapeSegment(segments[i]);
        return _parent + string.Join("/", segments);
    }

    /// <summary>The key alone spells this address.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public bool Spells(string key, string href)
    {
        if (!HrefPath.IsPlainName(key, 0)) return HrefFromKey(key) == href;
        return href.Length == _parent.Length + key.Length
            && href.StartsWith(_parent, StringComparison.Ordinal)
            && string.CompareOrdinal(href, _parent.Length, key, 0, key.Length) == 0;
    }

    // Nearly every address of nearly every server.
    private bool IsPlainMember(string href) => href.StartsWith(_parent, StringComparison.Ordinal) && HrefPath.IsPlainName(href, _parent.Length);

    private static MemberPlace LocateBelow(string collection, string path, ref string key)
    {
        if (path == collection) return MemberPlace.Self;
        if (path.Length <= collection.Length + 1 || path[collection.Length] != '/' || !path.StartsWith(collection, StringComparison.Ordinal)) return MemberPlace.Foreign;
        key = path.Substring(collection.Length + 1);
        return MemberPlace.Member;
    }

    // A proxy adds or removes a prefix of the path (Q85): one parent path must then be the end of the other.
    private MemberPlace LocateBehindProxy(string path, ref string key)
    {
        int slash = path.LastIndexOf('/');
        if (slash < 0) return MemberPlace.Foreign;
        string parent = path.Substring(0, slash);
        if (IsTail(path, _path) || IsTail(_path, path)) return MemberPlace.Self;
        if (parent.Length == 0 || !(IsTail(parent, _path) || IsTail(_path, parent))) return MemberPlace.Foreign;
        key = path.Substring(slash + 1);
        return MemberPlace.Member;
    }

    private static bool IsTail(string longer, string tail) =>
        tail.IndexOf('/', 1) > 0 && longer.Length > tail.Length && longer.EndsWith(tail, StringComparison.Ordinal);

    private static string EscapeSegment(string segment) => Uri.EscapeDataString(segment).Replace("%252F", "%2F").Replace("%40", "@");

    private static string EscapeIllegal(string path)
    {
        string escaped = path.Replace("?", "%3F").Replace("#", "%23");
        for (int i = escaped.IndexOf('%'); i >= 0; i = escaped.IndexOf('%', i + 1))
        {
            if (i + 2 >= escaped.Length || !Uri.IsHexDigit(escaped[i + 1]) || !Uri.IsHexDigit(escaped[i + 2])) escaped = escaped.Insert(i + 1, "25");
        }

        return escaped;
    }
}
