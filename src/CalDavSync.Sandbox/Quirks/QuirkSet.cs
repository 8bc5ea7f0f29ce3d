using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sandbox.Quirks;

/// <summary>The quirks one server was started with; asked at named places while an answer is made.</summary>
internal sealed class QuirkSet
{
    private readonly HashSet<SandboxQuirk> _quirks;

    public QuirkSet(IEnumerable<SandboxQuirk> quirks) => _quirks = new HashSet<SandboxQuirk>(quirks);

    public IReadOnlyList<SandboxQuirk> All => _quirks.OrderBy(quirk => quirk.Name, StringComparer.Ordinal).ToList();

    public bool Has(SandboxQuirk quirk) => _quirks.Contains(quirk);

    public bool Any(params SandboxQuirk[] quirks) => quirks.Any(_quirks.Contains);
}
