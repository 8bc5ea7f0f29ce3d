<#
.SYNOPSIS
Restores one calendar from the files of nightly-backup.ps1, into a new calendar beside the old one.
.DESCRIPTION
Exit code 0: the restored calendar has everything that is in the folder. 1: it has not; the differences were printed.
.EXAMPLE
./restore-backup.ps1 -Uri https://dav.example.org/ -Credential alice -Folder /var/backups/caldav/files/work -Name 'Work (restored)'
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [pscredential] $Credential,
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Name
)
$connection = Connect-CalDav $Uri -Credential $Credential -ErrorAction Stop
try {
    $calendar = Get-CalDavCalendar -Connection $connection -ErrorAction Stop | Where-Object DisplayName -EQ $Name
    if (-not $calendar) { $calendar = New-CalDavCalendar $Name -Connection $connection -ErrorAction Stop }
    $files = Get-Item -LiteralPath $Folder -ErrorAction Stop
    $files | Import-CalDavCalendar -Calendar $calendar -ErrorVariable failed
    $differences = @(Compare-CalDavCalendar $files $calendar -ErrorVariable +failed)
    $differences
} finally {
    $connection | Disconnect-CalDav
}
exit [int]($differences.Count -gt 0 -or $failed.Count -gt 0)
