using System.Collections.Generic;

namespace CalDavSync.Dav;

/// <summary>A small parsed element: the value of a structured property such as resourcetype.</summary>
internal sealed class DavElement
{
    public DavElement(DavName name) => Name = name;

    public DavName Name { get; }

    /// <summary>The text directly inside, untrimmed.</summary>
    public string Text { get; set; } = string.Empty;

    public List<KeyValuePair<string, string>> Attributes { get; } = new();

    public List<DavElement> Children { get; } = new();

    public string? Attribute(string name)
    {
        foreach (KeyValuePair<string, string> attribute in Attributes)
        {
            if (attribute.Key == name) return attribute.Value;
        }

        return null;
    }

    /// <summary>This element and all below it, in document order.</summary>
    public IEnumerable<DavElement> SelfAndDescendants()
    {
        var pending = new Stack<DavElement>();
        pending.Push(this);
        while (pending.Count > 0)
        {
            DavElement element = pending.Pop();
            yield return element;
            for (int i = element.Children.Count - 1; i >= 0; i--) pending.Push(element.Children[i]);
        }
    }

    /// <summary>The texts of all DAV:href elements below; those too long to be an address are left out.</summary>
    public IEnumerable<string> Hrefs()
    {
        foreach (DavElement element in SelfAndDescendants())
        {
            if (element.Name.Local == "href" && DavNamespace.IsDav(element.Name.Namespace))
            {
                string href = HrefPath.Received(element.Text);
                if (href.Length is > 0 and <= HrefPath.MaximumLength) yield return href;
            }
        }
    }
}
