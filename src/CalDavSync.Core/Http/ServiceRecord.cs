namespace CalDavSync.Http;

/// <summary>Where the domain's DNS says its CalDAV service is (RFC 6764 sections 3 and 4).</summary>
/// <param name="Host">The host name, without a final dot.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="IsSecure">True for _caldavs (https), false for _caldav (plain http).</param>
/// <param name="Path">The context path of the TXT record, beginning with a slash; null when there is none.</param>
internal sealed record ServiceRecord(string Host, int Port, bool IsSecure, string? Path);
