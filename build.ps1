#!/usr/bin/env pwsh
<#
.SYNOPSIS
The one entry for people who live in PowerShell; the twin of build.sh.
.EXAMPLE
./build.ps1 -Task Build; Import-Module ./CalDavSync.psd1
.EXAMPLE
./build.ps1 -Task Test -Filter Digest
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Package', 'Demo', 'Clean')]
    [string] $Task = 'Build',

    # Real servers for -Task Test: all, none or names. They need Linux; elsewhere they are skipped with a reason.
    [string[]] $Servers = @('radicale', 'xandikos'),

    # Only the test methods whose full name contains this text.
    [string] $Filter,

    # The tests in PowerShell use the packed module instead of this folder.
    [switch] $Package
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

$root = $PSScriptRoot
$solution = Join-Path $root 'src/CalDavSync.slnx'
$out = Join-Path $root 'out'

function Invoke-DotNet {
    # Runs quietly; what it printed comes out only when it fails.
    $text = & dotnet @args 2>&1 | Out-String
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed:`n$text" }
}

function Build-Module([string] $Project = (Join-Path $root 'src/CalDavSync')) {
    if (-not (Get-Command dotnet -ErrorAction Ignore)) { throw 'The .NET SDK is missing; see https://dotnet.microsoft.com/download' }
    Invoke-DotNet build $Project -c Release --nologo -v quiet
    "built: Import-Module $(Join-Path $root 'CalDavSync.psd1')"
}

# The module stays loaded, and its DLLs locked, in the process that imported it: everything real runs in a child.
function Invoke-Child {
    $shell = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    & $shell -NoProfile -NonInteractive @args
}

# Renews what is made from the code in docs; the help files themselves come with every build.
function Update-Docs {
    $null = Build-Module "$root/tests/CalDavSync.Cmdlets.Tests"
    $env:CALDAVSYNC_UPDATE_DOCS = '1'
    try {
        & dotnet "$root/tests/CalDavSync.Cmdlets.Tests/bin/Release/net10.0/CalDavSync.Cmdlets.Tests.dll" -noColor -noLogo -reporter quiet -parallel none -namespace CalDavSync.Cmdlets.Tests.Documentation
        if ($LASTEXITCODE -ne 0) { throw 'The pages are not complete.' }
    } finally {
        $env:CALDAVSYNC_UPDATE_DOCS = $null
    }
    Test-Pages
    Build-Module
}

# PlatyPS only checks the pages: the help is made of them by docs/HelpBuilder everywhere, so that it is the same everywhere.
function Test-Pages {
    if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
        return 'PlatyPS is not installed, so it did not check the pages (Install-PSResource Microsoft.PowerShell.PlatyPS). Their help is built without it.'
    }
    Import-Module Microsoft.PowerShell.PlatyPS
    $unsound = Get-ChildItem "$root/docs/en-US/*-*.md" | Where-Object { -not (Test-MarkdownCommandHelp $_.FullName) }
    if ($unsound) { throw "PlatyPS finds these pages unsound: $($unsound.Name -join ', ')" }
    'PlatyPS finds the pages sound.'
}

# Exactly the files the manifest lists.
function Build-Package {
    Build-Module
    $manifest = Import-PowerShellDataFile (Join-Path $root 'CalDavSync.psd1')
    $version = $manifest.ModuleVersion
    $folder = Join-Path $out "CalDavSync/$version"
    if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    foreach ($file in $manifest.FileList) {
        $null = New-Item -ItemType Directory -Path (Split-Path "$folder/$file") -Force
        Copy-Item -LiteralPath "$root/$file" "$folder/$file"
    }
    # Native code of this machine would keep the module from loading on another kind.
    Copy-Item "$root/src/CalDavSync/bin/Release/netstandard2.0/CalDavSync*.dll" "$folder/bin"
    Invoke-DotNet pack "$root/src/CalDavSync.Package" -c Release --nologo -v quiet -o $out "-p:ModuleDirectory=$folder"
    $folder
    "$out/CalDavSync.$version.nupkg"
}

function Remove-Output {
    $folders = @("$root/bin", "$root/en-US", $out) + @(Get-ChildItem "$root/src", "$root/tests", "$root/docs" -Directory -Recurse |
            Where-Object Name -In 'bin', 'obj', 'TestResults' | ForEach-Object FullName)
    $folders | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
}

switch ($Task) {
    'Build' { Build-Module }
    'Docs' { Update-Docs }
    'Package' { Build-Package }
    'Clean' { Remove-Output }
    'Demo' {
        Build-Module
        Invoke-Child -File "$root/docs/examples/demo.ps1"
        exit $LASTEXITCODE
    }
    'Test' {
        Build-Module $solution
        $packed = $Package ? (Build-Package | Select-Object -Last 1) : ''
        & "$root/tests/run.ps1" -Servers $Servers -Filter $Filter -Solution $solution -Package $packed
        exit $LASTEXITCODE
    }
}
