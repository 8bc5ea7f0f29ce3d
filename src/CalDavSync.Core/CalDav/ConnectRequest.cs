using CalDavSync.Http;

namespace CalDavSync.CalDav;

/// <summary>What Connect-CalDav was asked for.</summary>
internal sealed class ConnectRequest
{
    public ConnectRequest(string address, TransportOptions transport)
    {
        Address = address;
        Transport = transport;
    }

    /// <summary>A URL, or a bare host (https, then RFC 6764), or a mail address (its domain, RFC 6764 section 6).</summary>
    public string Address { get; }

    public TransportOptions Transport { get; }

    /// <summary>The name of the connection; null: the host.</summary>
    public string? Name { get; init; }

    /// <summary>Take the address as the calendar home or calendar it is, without SRV, well-known or principal look-ups.</summary>
    public bool NoDiscovery { get; init; }

    /// <summary>The server profile to use instead of the recognised one.</summary>
    public string? ServerProfile { get; init; }
}
