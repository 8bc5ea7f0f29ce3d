using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.Sync;

/// <summary>The remembered members that a listing from the beginning has not named.</summary>
internal sealed class UnseenMembers
{
    private readonly SyncRun _run;

    public UnseenMembers(SyncRun run) => _run = run;

    /// <summary>Lies in a folder below the collection.</summary>
    public static bool IsBelow(string key) => key.IndexOf('/') >= 0;

    /// <summary>
    /// Those that are gone. What lies in folders below is not named with sync-level 1, whether it is there or not; a server that names some of it all the
    /// same names all.
    /// </summary>
    /// <param name="isDeep">Members of folders below were asked for.</param>
    public IReadOnlyList<string> Missing(bool isDeep)
    {
        if (_run.State.UnseenCount == 0) return Array.Empty<string>();
        IReadOnlyList<string> unseen = _run.State.UnseenKeys();
        List<string> direct = unseen.Where(key => !IsBelow(key)).ToList();
        bool all = isDeep || direct.Count == unseen.Count || unseen.Count - direct.Count < _run.State.Keys().Count(IsBelow);
        return all ? unseen : direct;
    }

    /// <exception cref="Errors.MassDeletionException">More would be deleted than allowed.</exception>
    public void Guard(int missing) => MassDeletionGuard.Check(_run.Request, missing, Known(missing));

    /// <summary>So many that a second listing has to confirm them.</summary>
    public bool NeedConfirmation(int missing) => MassDeletionGuard.NeedsConfirmation(missing, Known(missing));

    // Without those that stay unseen.
    private int Known(int missing) => _run.State.Count - (_run.State.UnseenCount - missing);
}
