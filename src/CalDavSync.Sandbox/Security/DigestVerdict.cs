namespace CalDavSync.Sandbox.Security;

/// <summary>What came of a Digest header.</summary>
internal enum DigestVerdict
{
    Accepted,
    Refused,
    Stale,
}
