<#
.SYNOPSIS
The first example of the README: a calendar, three edits, and a sync that reports exactly these.
#>
#Requires -Version 7.4
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../CalDavSync.psd1')
$state = Join-Path ([IO.Path]::GetTempPath()) "caldavsync-first-steps-$([guid]::NewGuid().ToString('n'))"
$sandbox = Start-CalDavSandbox
try {
    $sandbox | Connect-CalDav -Name demo | Get-CalDavCalendar | Sync-CalDavCollection -IncludeContent -StatePath $state | Out-String

    $null = New-CalDavItem work -Summary 'Lunch with Ada' -Start '2026-03-02 12:30' -End '2026-03-02 13:30'
    Get-CalDavItem work -Summary 'Dentist*' | Remove-CalDavItem
    Get-CalDavItem work -Summary 'Project*' | Set-CalDavItem -Summary 'Project review, room 4'

    Get-CalDavCalendar work | Sync-CalDavCollection -IncludeContent -StatePath $state | Out-String
} finally {
    Disconnect-CalDav -All
    $sandbox | Stop-CalDavSandbox
    if (Test-Path $state) { Remove-Item $state -Recurse }
}
