using System;
using CalDavSync.Sandbox.ICalendar;
using CalDavSync.Sandbox.Store;

namespace CalDavSync.Sandbox;

/// <summary>One version of one item of a calendar; never changes.</summary>
public sealed class SandboxItem
{
    private EventTiming? _timing;

    internal SandboxItem(string name, string text, string etag, long revision, DateTime created, DateTime modified, ItemIdentity identity)
    {
        Name = name;
        EncodedName = PathSegments.Encode(name);
        Text = text;
        ETag = etag;
        Revision = revision;
        Created = created;
        LastModified = modified;
        Uid = identity.Uid;
        Component = identity.Component;
    }

    /// <summary>The last path segment, decoded.</summary>
    public string Name { get; }

    /// <summary>The iCalendar text, exactly as it was stored.</summary>
    public string Text { get; }

    /// <summary>The strong entity tag, with its quotes.</summary>
    public string ETag { get; }

    /// <summary>The UID of its component.</summary>
    public string Uid { get; }

    /// <summary>The type of its component, such as <c>VEVENT</c>.</summary>
    public string Component { get; }

    /// <summary>When this version was stored, by the server's clock, in UTC.</summary>
    public DateTime LastModified { get; }

    /// <summary>The entity tag of the version before, or null for the first.</summary>
    internal string? PreviousETag { get; set; }

    internal string EncodedName { get; }

    internal long Revision { get; }

    internal DateTime Created { get; }

    internal EventTiming Timing => _timing ??= EventTiming.Read(Text);

    /// <inheritdoc/>
    public override string ToString() => Name + " " + ETag;
}
