using System.Collections.Generic;
using CalDavSync.Sandbox.Quirks;

namespace CalDavSync.Sandbox.Profiles;

/// <summary>The profiles as data.</summary>
internal static class ProfileCatalog
{
    public static readonly IReadOnlyList<SandboxProfile> All = new[]
    {
        new SandboxProfile("SOGo", "Tokens are seconds, ETags restart.", ETagQuirks.ETagsRestart),
    };
}
