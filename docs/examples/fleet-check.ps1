<#
.SYNOPSIS
Finds out how well each of many servers can be synchronized, for a monitoring system or a build.
.DESCRIPTION
Reads only. The report goes to a CSV file. Exit code 0: all can be synchronized. 1: some cannot, or do not answer; they were printed.
.EXAMPLE
./fleet-check.ps1 -Uri (Get-Content servers.txt) -Credential monitor -Report fleet.csv
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri[]] $Uri,
    [Parameter(Mandatory)] [pscredential] $Credential,
    [Parameter(Mandatory)] [string] $Report,
    [int] $ThrottleLimit = 16
)
$results = @($Uri | Test-CalDavSyncSupport -Credential $Credential -ThrottleLimit $ThrottleLimit -ErrorAction SilentlyContinue -ErrorVariable failed)
$results | Select-Object Uri, Server, Verdict, Strategy, TokenAdvances, DeletionReported, Error | Export-Csv -LiteralPath $Report -ErrorAction Stop
$bad = @($results | Where-Object { -not $_.IsSupported })
$bad
exit [int]($bad.Count -gt 0 -or $failed.Count -gt 0)
