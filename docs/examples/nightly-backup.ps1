<#
.SYNOPSIS
Mirrors all calendars of an account into folders of .ics files and logs every change: for a scheduled task.
.DESCRIPTION
Only what changed since the last run is read. Exit code 0: all calendars are in step. 1: some failed, the others
are in step; or nothing could be done.
.EXAMPLE
./nightly-backup.ps1 -Uri https://dav.example.org/ -Credential (Get-Secret caldav) -Folder /var/backups/caldav
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [pscredential] $Credential,
    [Parameter(Mandatory)] [string] $Folder
)
$null = New-Item -ItemType Directory -Path $Folder -Force
$connection = Connect-CalDav $Uri -Credential $Credential -MaximumRetryCount 8 -ErrorAction Stop
try {
    Get-CalDavCalendar -Connection $connection -ErrorAction Stop |
        Sync-CalDavCollection -StatePath "$Folder/state" -Destination "$Folder/files" -IncludeContent -Kind Added, Changed, Deleted -ErrorVariable failed |
        Select-Object Timestamp, Kind, Calendar, Start, Summary, Uid, Path |
        Export-Csv -LiteralPath "$Folder/changes.csv" -Append -ErrorAction Stop
} finally {
    $connection | Disconnect-CalDav
}
exit [int]($failed.Count -gt 0)
