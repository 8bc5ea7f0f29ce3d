# Runs tests/Pester; writes "passed failed skipped" to the file -Report.
param(
    [Parameter(Mandatory)] [string] $Report,
    [string] $Filter,

    # A .nupkg: the tests import the module by name from where it was unpacked, instead of from this folder.
    [string] $Package
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot 'Pester'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
if ($Filter) { $configuration.Filter.FullName = "*$Filter*" }

$env:CALDAVSYNC_MODULE = $null
if ($Package) {
    $modules = Join-Path ([IO.Path]::GetTempPath()) "caldavsync-modules.$([guid]::NewGuid().ToString('n'))"
    $folder = Join-Path $modules "CalDavSync/$((Split-Path $Package -LeafBase) -replace '^CalDavSync\.')"
    [IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path -LiteralPath $Package), $folder)
    # What an installer leaves out too: the wrapping of the package.
    foreach ($part in '_rels', 'package', '[Content_Types].xml', 'CalDavSync.nuspec') { Remove-Item -LiteralPath "$folder/$part" -Recurse -Force }
    $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $env:PSModulePath
    $env:CALDAVSYNC_MODULE = 'CalDavSync'
    "the module of $(Split-Path $Package -Leaf)"
}
try {
    $result = Invoke-Pester -Configuration $configuration
} finally {
    # Windows keeps the DLLs of a loaded module; its temporary folder is cleaned by the system.
    if ($Package -and -not $IsWindows) { Remove-Item -LiteralPath $modules -Recurse -Force }
}
# A file that could not be loaded holds tests nobody ran.
$failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
"$($result.PassedCount) $failed $($result.SkippedCount)" | Set-Content -LiteralPath $Report
