namespace CalDavSync.Dav.Xml;

/// <summary>An element whose end tag is still to come.</summary>
/// <param name="Name">Its name, which the end tag must repeat.</param>
/// <param name="NamespacesBefore">Declarations of namespaces in force outside of it.</param>
internal readonly record struct XmlOpenElement(XmlQualifiedName Name, int NamespacesBefore);
