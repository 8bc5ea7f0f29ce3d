using CalDavSync.State;

namespace CalDavSync.Base;

/// <summary>Which state, and where it lies.</summary>
internal sealed record SyncStateTarget(SyncStateStore Store, StateKey Key, CalDavCalendar? Calendar, string Name)
{
    public CalDavSyncState? Read()
    {
        CalDavSyncState? state = Store.Read(Key);
        if (state is not null) state.Calendar ??= Calendar;
        return state;
    }
}
