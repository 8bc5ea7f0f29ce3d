namespace CalDavSync.Base;

/// <summary>What -WhatIf and -Confirm say.</summary>
internal enum Permission
{
    Granted,

    /// <summary>-WhatIf: find out and report, write nothing.</summary>
    DryRun,

    /// <summary>The user said no.</summary>
    Refused,
}
