namespace CalDavSync.Sandbox.Quirks;

/// <summary>How addresses are spelled.</summary>
internal static class HrefQuirks
{
    public static readonly SandboxQuirk AbsoluteHrefs = new(
        nameof(AbsoluteHrefs), "Q71", "Addresses are absolute URLs.");

    public static readonly SandboxQuirk DoubleEncodedHrefs = new(
        nameof(DoubleEncodedHrefs), "Q72, Q77", "Percent signs of an encoded name are encoded once more.");

    public static readonly SandboxQuirk UnescapedHrefs = new(
        nameof(UnescapedHrefs), "Q73, SOGo", "Names are not percent-encoded in sync answers, but they are in listings.");

    public static readonly SandboxQuirk LenientEscapes = new(
        nameof(LenientEscapes), "Q73, Cyrus", "The characters @ : ' = + are not percent-encoded.");

    public static readonly SandboxQuirk LowercaseHexEscapes = new(
        nameof(LowercaseHexEscapes), "SabreDAV", "Percent escapes are in lower case.");

    public static readonly SandboxQuirk RelativeHrefs = new(
        nameof(RelativeHrefs), "Q80, Xandikos", "Addresses of members are relative to the collection.");

    public static readonly SandboxQuirk CollectionHrefWithoutSlash = new(
        nameof(CollectionHrefWithoutSlash), "Q81", "Collections are listed without the last slash.");

    public static readonly SandboxQuirk ForeignPrefixHrefs = new(
        nameof(ForeignPrefixHrefs), "Q85", "Addresses begin with a path segment that is not part of the public address.");

    public static readonly SandboxQuirk EmptyHrefs = new(
        nameof(EmptyHrefs), "Q86", "Rows of a multiget have empty addresses.");

    public static readonly SandboxQuirk AwkwardNames = new(
        nameof(AwkwardNames), "Q73, Q74, Q75, Q78, Q79, Q80, Q82", "The items have names with spaces, @, colons, slashes, percent signs and the like.");

    public static readonly SandboxQuirk GetRefusesEncodedAt = new(
        nameof(GetRefusesEncodedAt), "Q73", "GET of an address with %40 finds nothing; @ has to be sent as it is.");
}
