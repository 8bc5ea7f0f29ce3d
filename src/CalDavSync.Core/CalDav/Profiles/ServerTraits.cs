using System;

namespace CalDavSync.CalDav.Profiles;

/// <summary>What was seen of a server, by which it may be recognised.</summary>
/// <param name="Uri">The address of the service, its home or a calendar.</param>
/// <param name="ServerHeader">The Server header, or null.</param>
/// <param name="DavClasses">The DAV header; empty when there was none.</param>
/// <param name="SyncToken">A sync token it gave, or null.</param>
/// <param name="Product">A header by which it names itself, as <c>Name: value</c>; empty when there was none.</param>
internal sealed record ServerTraits(Uri Uri, string? ServerHeader, string DavClasses, string? SyncToken, string Product = "")
{
    /// <summary>The text a kind of sign is looked for in.</summary>
    public string? this[ServerSignKind kind] => kind switch
    {
        ServerSignKind.Host => Uri.Host,
        ServerSignKind.Server => ServerHeader,
        ServerSignKind.Token => SyncToken,
        ServerSignKind.Dav => DavClasses,
        ServerSignKind.Product => Product,
        _ => Uri.AbsolutePath,
    };
}
