# What "./build.ps1 -Task Test" does after the build. Each kind of test prints one line, then the sums.
param([string[]] $Servers, [string] $Filter, [string] $Solution, [string] $Package)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$allServers = 'radicale', 'xandikos', 'cyrus', 'davical', 'sogo', 'sabredav18', 'calypso'
$sum = [ordered]@{ passed = 0; failed = 0; skipped = 0 }
$scratch = Join-Path ([IO.Path]::GetTempPath()) "caldavsync-test.$([guid]::NewGuid().ToString('n'))"
$null = New-Item -ItemType Directory $scratch, "$scratch/servers"
$shell = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')

function Write-Row([string] $Name, [string] $Text) { '{0,-34} {1}' -f $Name, $Text }

function Add-Count([int] $Passed, [int] $Failed, [int] $Skipped) {
    $sum.passed += $Passed
    $sum.failed += $Failed
    $sum.skipped += $Skipped
}

function Start-Server([string] $Name) {
    $script = Join-Path $PSScriptRoot "servers/$Name/start"
    if (-not (Test-Path $script)) { throw "No server $Name; there are $($allServers -join ', ')" }
    $line = & $script --dir "$scratch/servers/$Name" 2>"$scratch/start.log"
    $code = $LASTEXITCODE
    if ($code -eq 0) {
        Set-Item "env:CALDAVSYNC_SERVER_$($Name.ToUpperInvariant())" "$line"
    } elseif ($code -eq 3) {
        Write-Row "server $Name" "not run: $(Get-Content "$scratch/start.log" -Tail 1)"
    } else {
        Get-Content "$scratch/start.log"
        Write-Row "server $Name" 'FAILED to start'
        Add-Count 0 1 0
    }
}

function Invoke-Project([IO.FileInfo] $Project) {
    $name = $Project.BaseName
    $report = "$scratch/$name.xml"
    $arguments = @('-noColor', '-noLogo', '-reporter', 'quiet', '-xml', $report)
    if ($Filter) { $arguments += '-method', "*$Filter*" }
    $output = & dotnet "$($Project.Directory)/bin/Release/net10.0/$name.dll" @arguments 2>&1
    $code = $LASTEXITCODE
    $assembly = $null
    if (Test-Path $report) {
        try { $assembly = ([xml](Get-Content $report -Raw)).assemblies.assembly } catch [Management.Automation.RuntimeException] { $output += $_ }
    }
    if ($null -eq $assembly) {
        $output
        Write-Row $name "FAILED: ended with code $code and without a sound report"
        Add-Count 0 1 0
        return
    }
    $failed = [int]$assembly.failed + [int]$assembly.errors
    if (([int]$assembly.total -eq 0 -and -not $Filter) -or ($code -ne 0 -and $failed -eq 0)) {
        $output
        Write-Row $name "FAILED: $($assembly.total) tests, exit code $code"
        Add-Count 0 1 0
        return
    }
    Add-Count $assembly.passed $failed $assembly.skipped
    if ($failed -gt 0) { $output }
    Write-Row $name "$($assembly.passed) passed, $failed failed, $($assembly.skipped) skipped"
    $assembly.SelectNodes('.//reason') | Group-Object InnerText | ForEach-Object { Write-Row '' "$($_.Count) skipped: $($_.Name)" }
}

function Test-Pester { [bool](Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0') }

# The package of Pester is its module with a wrapping.
function Add-PesterPackage {
    $null = & dotnet restore "$PSScriptRoot/Pester" 2>&1
    if ($LASTEXITCODE -ne 0) { return }
    $packages = & dotnet msbuild "$PSScriptRoot/Pester" -getProperty:NuGetPackageRoot
    $version = & dotnet msbuild "$PSScriptRoot/Pester" -getProperty:PesterVersion
    $null = New-Item -ItemType Directory "$scratch/modules/Pester"
    Copy-Item "$packages/pester/$version/tools" "$scratch/modules/Pester/$version" -Recurse
    $env:PSModulePath = "$scratch/modules" + [IO.Path]::PathSeparator + $env:PSModulePath
}

function Invoke-RealShell {
    $output = & $shell -NoProfile -NonInteractive -File "$PSScriptRoot/import.ps1" 2>&1
    if ($LASTEXITCODE -eq 0) {
        Write-Row 'PowerShell import' "$($output | Select-Object -Last 1)"
        Add-Count 1 0 0
    } else {
        $output
        Write-Row 'PowerShell import' 'FAILED'
        Add-Count 0 1 0
    }
    if (-not (Test-Pester)) { Add-PesterPackage }
    if (-not (Test-Pester)) {
        Write-Row 'Pester' 'not run: Pester 5 is not installed (Install-Module Pester), and the package feed does not give it'
        return
    }
    $output = & $shell -NoProfile -NonInteractive -File "$PSScriptRoot/pester.ps1" -Report "$scratch/pester" -Filter "$Filter" -Package "$Package" 2>&1
    if (-not (Test-Path "$scratch/pester")) {
        $output
        Write-Row 'Pester' 'FAILED: ended without a report'
        Add-Count 0 1 0
        return
    }
    [int[]] $counts = (Get-Content "$scratch/pester") -split ' '
    if ($counts[1] -gt 0) { $output }
    Write-Row 'Pester' "$($counts[0]) passed, $($counts[1]) failed, $($counts[2]) skipped"
    Add-Count @counts
}

try {
    if ($Filter) {
        Write-Row 'format' 'not run: -Filter'
    } else {
        $output = & dotnet format $Solution --verify-no-changes --no-restore 2>&1
        if ($LASTEXITCODE -eq 0) {
            Write-Row 'format' 'clean'
            Add-Count 1 0 0
        } else {
            $output
            Write-Row 'format' "FAILED: run dotnet format $Solution"
            Add-Count 0 1 0
        }
    }
    if ($Servers -contains 'all') { $Servers = $allServers }
    if ($Servers -contains 'none') { Write-Row 'real servers' 'not run: -Servers none' }
    elseif (-not $IsLinux) { Write-Row 'real servers' 'not run: they are only set up on Debian and Ubuntu' }
    else { foreach ($server in $Servers) { Start-Server $server } }
    Get-ChildItem $PSScriptRoot -Recurse -Depth 1 -Filter *.Tests.csproj | Sort-Object Name | ForEach-Object { Invoke-Project $_ }
    Invoke-RealShell
    if ($Filter -and ($sum.passed + $sum.failed + $sum.skipped) -eq 0) {
        "No test matches -Filter $Filter."
        Add-Count 0 1 0
    }
} finally {
    foreach ($folder in Get-ChildItem "$scratch/servers" -Directory) {
        & "$PSScriptRoot/servers/$($folder.Name)/stop" --dir $folder.FullName
    }
    Remove-Item $scratch -Recurse -Force
}
"$($sum.passed) passed, $($sum.failed) failed, $($sum.skipped) skipped"
exit [int]($sum.failed -gt 0)
