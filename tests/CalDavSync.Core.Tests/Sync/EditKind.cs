namespace CalDavSync.Core.Tests.Sync;

/// <summary>What can happen between and during syncs.</summary>
public enum EditKind
{
    Add,
    Modify,
    Delete,
    Move,
    Recreate,
    AddAndDelete,
    LoseTokens,
    FailNext,
    Wait,
    Sync,
    CrashingSync,
}
