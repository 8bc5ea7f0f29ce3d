using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sandbox.Profiles;

/// <summary>The profiles as data: servers people run themselves, hosted services, and old ones worth remembering.</summary>
internal static class ProfileCatalog
{
    public static readonly IReadOnlyList<SandboxProfile> All = SelfHosted.Profiles.Concat(Hosted.Profiles).Concat(Historic.Profiles)
        .OrderBy(profile => profile.Name, System.StringComparer.OrdinalIgnoreCase).ToList();
}
