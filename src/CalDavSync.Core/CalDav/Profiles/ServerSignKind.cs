namespace CalDavSync.CalDav.Profiles;

/// <summary>What a sign is looked for in. <see cref="ServerProfileEntry"/> says how much each says.</summary>
internal enum ServerSignKind
{
    /// <summary>The host name.</summary>
    Host,

    /// <summary>The path of the service or of a calendar.</summary>
    Path,

    /// <summary>The Server header.</summary>
    Server,

    /// <summary>The DAV header (RFC 4918 section 10.1).</summary>
    Dav,

    /// <summary>The shape of a sync token.</summary>
    Token,

    /// <summary>A header of the server's own that names it, as <c>Name: value</c>.</summary>
    Product,
}
