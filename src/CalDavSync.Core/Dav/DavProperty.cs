namespace CalDavSync.Dav;

/// <summary>One property of a propstat. <paramref name="Element"/> is null when the value is text alone.</summary>
internal readonly record struct DavProperty(DavName Name, string Text, DavElement? Element, int Status)
{
    public bool IsFound => Status is >= 200 and < 300;
}
