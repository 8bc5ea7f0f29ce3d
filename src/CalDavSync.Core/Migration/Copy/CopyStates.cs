using System;
using System.IO;
using CalDavSync.State;
using CalDavSync.Threading;

namespace CalDavSync.Migration.Copy;

/// <summary>Where copies of one calendar to another remember: a folder of its own for each pair, below the state folder.</summary>
internal sealed class CopyStates
{
    private readonly CopyRequest _request;
    private readonly SyncStateStore _store;
    private readonly IClock _clock;

    public CopyStates(CopyRequest request, IClock clock)
    {
        _request = request;
        _clock = clock;
        string pair = $"{User(request.Source)}\n{request.Source.Uri}\n{User(request.Target)}\n{request.Target.Uri}";
        string name = SafeFileName.Hashed(request.Source.Name + "/" + pair.Replace("/", "\n"), string.Empty);
        Folder = Path.Combine(request.StatePath ?? SyncStateStore.DefaultFolder, "copies", SafeFileName.Hashed(name, string.Empty));
        _store = new SyncStateStore(Folder, clock);
    }

    /// <summary>For the states of the two syncs.</summary>
    public string Folder { get; }

    /// <summary>Opens and locks the ledger; a dry run only reads it.</summary>
    /// <exception cref="Errors.StateLockedException">Another copy of the same pair is under way.</exception>
    public CopyLedger OpenLedger()
    {
        var key = new StateKey(_request.Target.Uri, $"copy of {_request.Source.Uri} by {User(_request.Source)}");
        return new CopyLedger(_request.DryRun ? _store.OpenReadOnly(key) : _store.Open(key), _clock);
    }

    private static string User(CalDavCalendar calendar) => calendar.Connection?.UserName ?? string.Empty;
}
