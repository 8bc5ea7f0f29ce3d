namespace CalDavSync.Dav.Xml;

/// <summary>What <see cref="XmlScanner"/> stands on.</summary>
internal enum XmlNodeKind
{
    None,
    Element,
    EndElement,

    /// <summary>Text, also in CDATA sections.</summary>
    Text,

    /// <summary>White space between elements, or that is all there is in one.</summary>
    Whitespace,
}
