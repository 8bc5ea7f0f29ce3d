<#
.SYNOPSIS
The main job end to end, without any server: connect, list, first sync, edits by another client, incremental sync.
.DESCRIPTION
Starts the sandbox, a CalDAV server in memory on loopback, and shows what a script sees. Everything it makes is removed again.
#>
#Requires -Version 7.4
[CmdletBinding()]
param()
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../CalDavSync.psd1')

$statePath = Join-Path ([IO.Path]::GetTempPath()) "caldavsync-demo-$([guid]::NewGuid().ToString('n'))"

# Another client, a phone say, that edits the calendar behind our back.
function Invoke-OtherClient {
    param($Sandbox, [string] $Method, [uri] $Uri, [string] $Content)
    $request = @{ CustomMethod = $Method; Uri = $Uri; Credential = $Sandbox.Credential; Authentication = 'Basic'; AllowUnencryptedAuthentication = $true }
    if ($Content) { $request += @{ Body = $Content; ContentType = 'text/calendar; charset=utf-8' } }
    $null = Invoke-RestMethod @request
}

function New-EventText([string] $Uid, [string] $Summary) {
    $start = (Get-Date).Date.AddDays(1).AddHours(9).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')
    @('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CalDavSync//demo//EN', 'BEGIN:VEVENT', "UID:$Uid", "DTSTAMP:$start",
        "DTSTART:$start", "SUMMARY:$Summary", 'END:VEVENT', 'END:VCALENDAR', '') -join "`r`n"
}

function Show-Step([string] $Text, [scriptblock] $Command) {
    "`n# $Text"
    "PS> $("$Command".Trim())"
    . $Command | Out-String -Width 150 | ForEach-Object TrimEnd
}

function Show-Story {
    param([string] $Title, [hashtable] $SandboxOption)
    "`n=== $Title"
    $sandbox = Start-CalDavSandbox @SandboxOption
    try {
        $connection = $sandbox | Connect-CalDav -Name demo
        Show-Step 'The calendars of the account' { Get-CalDavCalendar -Connection $connection }
        $calendar = Get-CalDavCalendar -Connection $connection | Select-Object -First 1
        Show-Step 'The first run brings everything, and a token' { $calendar | Sync-CalDavCollection -StatePath $statePath }
        $first = $calendar | Sync-CalDavCollection -SyncToken '' -IncludeContent | Where-Object Kind -EQ Added | Select-Object -First 2

        Invoke-OtherClient $sandbox PUT ([uri]::new($calendar.Uri, 'lunch.ics')) (New-EventText lunch 'Lunch with Ada')
        Invoke-OtherClient $sandbox PUT ([uri]::new($calendar.Uri, $first[0].Href)) (New-EventText $first[0].Uid 'Moved by somebody else')
        Invoke-OtherClient $sandbox DELETE ([uri]::new($calendar.Uri, $first[1].Href))
        Show-Step 'Another client added one, changed one, deleted one: the next run brings exactly that' {
            $calendar | Sync-CalDavCollection -StatePath $statePath -IncludeContent
        }
        Show-Step 'Nothing happened since' { $calendar | Sync-CalDavCollection -StatePath $statePath }
    } finally {
        Disconnect-CalDav -All
        $sandbox | Stop-CalDavSandbox
    }
}

try {
    Show-Story -Title 'A server with sync-collection (RFC 6578)' -SandboxOption @{ Seed = 5 }
    Show-Story -Title 'A server without it: the same records, by comparing entity tags' -SandboxOption @{ Seed = 5; Quirk = 'NoSyncCollection' }
} finally {
    if (Test-Path $statePath) { Remove-Item $statePath -Recurse }
}
