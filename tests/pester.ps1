# Runs tests/Pester; writes "passed failed skipped" to the file -Report.
param(
    [Parameter(Mandatory)] [string] $Report,
    [string] $Filter
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot 'Pester'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
if ($Filter) { $configuration.Filter.FullName = "*$Filter*" }
$result = Invoke-Pester -Configuration $configuration
# A file that could not be loaded holds tests nobody ran.
$failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
"$($result.PassedCount) $failed $($result.SkippedCount)" | Set-Content -LiteralPath $Report
