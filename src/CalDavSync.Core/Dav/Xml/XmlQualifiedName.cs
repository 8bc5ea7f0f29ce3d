namespace CalDavSync.Dav.Xml;

/// <summary>A name as it stands in a tag.</summary>
internal sealed class XmlQualifiedName(string text, string prefix, string local)
{
    /// <summary>Prefix, colon and local name.</summary>
    public string Text { get; } = text;

    /// <summary>Empty when there is none.</summary>
    public string Prefix { get; } = prefix;

    public string Local { get; } = local;
}
