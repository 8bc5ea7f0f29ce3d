using System.Management.Automation;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets that bring items into a calendar.</summary>
public abstract class CopyingCmdlet : ConnectedCmdlet
{
    private protected CopyingCmdlet()
    {
    }

    /// <summary>What to do with an item whose UID the destination has with other contents: leave it and list it (Skip), overwrite it, or report an error.</summary>
    [Parameter]
    public CalDavConflictAction OnConflict { get; set; }

    /// <summary>Writing requests under way at once; fewer where the server's profile says so.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Mark the organizers and attendees of what is written with SCHEDULE-AGENT=CLIENT: the server sends nobody messages about it.</summary>
    [Parameter]
    public SwitchParameter NoScheduling { get; set; }

    private protected Permission Ask(string description)
    {
        if (ShouldProcess(description, description + "?", MyInvocation.InvocationName, out ShouldProcessReason reason)) return Permission.Granted;
        return reason == ShouldProcessReason.WhatIf ? Permission.DryRun : Permission.Refused;
    }

    /// <summary>Emits the result; conflicts that were left alone are worth a warning, because nothing else shows them.</summary>
    private protected void Emit(CalDavCopyResult result)
    {
        if (OnConflict == CalDavConflictAction.Skip && result.Conflicts.Count > 0)
        {
            Out.Log.Warning(
                "conflicts" + result.Destination.Uri,
                $"{result.Destination} has {result.Conflicts.Count} items in another version and keeps it; they are in Conflicts of the result. -OnConflict Replace overwrites them.");
        }

        Out.WriteObject(result);
    }
}
