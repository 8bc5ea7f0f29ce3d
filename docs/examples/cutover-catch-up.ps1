<#
.SYNOPSIS
Brings over what changed since migrate-account.ps1 ran, on the day the users change: edits, additions and deletions.
.DESCRIPTION
The old server wins: what is different on the new one is overwritten, and what the old one has no more is removed there, unless that would
be more than a part of it. Exit code 0: both are equal. 1: they are not, and the differences were printed.
.EXAMPLE
./cutover-catch-up.ps1 -Source https://old.example.org/ -SourceCredential alice -Destination https://new.example.org/ -DestinationCredential alice -Folder ./migration
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Source,
    [Parameter(Mandatory)] [pscredential] $SourceCredential,
    [Parameter(Mandatory)] [uri] $Destination,
    [Parameter(Mandatory)] [pscredential] $DestinationCredential,
    [Parameter(Mandatory)] [string] $Folder,
    [int] $MaximumDeletion = 20
)
$old = Connect-CalDav $Source -Credential $SourceCredential -Name old -ErrorAction Stop
$new = Connect-CalDav $Destination -Credential $DestinationCredential -Name new -ErrorAction Stop
try {
    # -Confirm:$false: nobody is there at night to answer whether items may be removed.
    Get-CalDavCalendar -Connection $old -ErrorAction Stop |
        Copy-CalDavCalendar -Destination $new -StatePath "$Folder/state" -OnConflict Replace -Mirror -MaximumDeletion $MaximumDeletion -Confirm:$false -OutVariable copied -ErrorVariable failed
    $unequal = @($copied | Where-Object { -not (Compare-CalDavCalendar $_.Source $_.Destination -Quiet -ErrorVariable +failed) })
    $unequal | ForEach-Object { Compare-CalDavCalendar $_.Source $_.Destination }
} finally {
    $old, $new | Disconnect-CalDav
}
exit [int]($unequal.Count -gt 0 -or $failed.Count -gt 0)
