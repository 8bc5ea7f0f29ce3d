using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Dav;

/// <summary>How entity tags look from outside.</summary>
internal sealed class ETagPresentation
{
    private readonly QuirkSet _quirks;

    public ETagPresentation(QuirkSet quirks) => _quirks = quirks;

    /// <summary>The getetag property as XML, or null when the server does not give it.</summary>
    public string? ForProperty(SandboxItem item) => PropertyValues.Text(Shown(item));

    /// <summary>The ETag header of a GET, or null.</summary>
    public string? ForHeader(SandboxItem item) => Shown(item);

    private static string Shown(SandboxItem item) => item.ETag;
}
