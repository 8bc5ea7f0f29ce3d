# The clone imports as it is, and every command the manifest names is there.
$ErrorActionPreference = 'Stop'
$manifest = Join-Path $PSScriptRoot '../CalDavSync.psd1'
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $manifest -Force
$time = $clock.ElapsedMilliseconds
$promised = (Import-PowerShellDataFile $manifest).CmdletsToExport
$found = (Get-Command -Module CalDavSync -CommandType Cmdlet).Name
$missing = $promised | Where-Object { $_ -notin $found }
if ($missing) { throw "The manifest names commands that the module does not have: $($missing -join ', ')" }
"$($promised.Count) commands in $time ms, PowerShell $($PSVersionTable.PSVersion)"
