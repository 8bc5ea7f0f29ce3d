<#
.SYNOPSIS
Copies all calendars of an account to another server, and proves that nothing was lost.
.DESCRIPTION
Can be cut anywhere and run again: only what is missing is copied. Exit code 0: every item is on the new server, as it was. 1: there are
differences, which are in differences.csv, or refusals, which are in refusals.csv.
.EXAMPLE
./migrate-account.ps1 -Source https://old.example.org/ -SourceCredential alice -Destination https://new.example.org/ -DestinationCredential alice -Folder ./migration
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [uri] $Source,
    [Parameter(Mandatory)] [pscredential] $SourceCredential,
    [Parameter(Mandatory)] [uri] $Destination,
    [Parameter(Mandatory)] [pscredential] $DestinationCredential,
    [Parameter(Mandatory)] [string] $Folder,
    [int] $ThrottleLimit = 4
)
$null = New-Item -ItemType Directory -Path $Folder -Force -WhatIf:$false
$old = Connect-CalDav $Source -Credential $SourceCredential -Name old -ErrorAction Stop
$new = Connect-CalDav $Destination -Credential $DestinationCredential -Name new -ErrorAction Stop
try {
    Get-CalDavCalendar -Connection $old -ErrorAction Stop |
        Copy-CalDavCalendar -Destination $new -StatePath "$Folder/state" -ThrottleLimit $ThrottleLimit -OutVariable copied -ErrorVariable failed
    if ($WhatIfPreference) { return }

    # A calendar that was not copied at all has an error and no result.
    $differences = @($copied | ForEach-Object { Compare-CalDavCalendar $_.Source $_.Destination -ErrorVariable +failed })
    $copied | ForEach-Object Refusals | Export-Csv -LiteralPath "$Folder/refusals.csv" -ErrorAction Stop
    $differences | Select-Object SideIndicator, Uid, Summary, Start, Property | Export-Csv -LiteralPath "$Folder/differences.csv" -ErrorAction Stop
    if ($differences -or $failed) {
        Write-Warning "$($differences.Count) differences, $($copied.Refusals.Count) refusals, $($failed.Count) errors: see $Folder."
        exit 1
    }
} finally {
    $old, $new | Disconnect-CalDav
}
exit 0
