# The list of tests/Scenarios in PowerShell; CalDavSync.Cmdlets.Tests runs the same one without it.
BeforeDiscovery {
    $scenarios = foreach ($file in Get-ChildItem (Join-Path $PSScriptRoot '../Scenarios') -Filter *.json) {
        Get-Content -LiteralPath $file.FullName -Raw | ConvertFrom-Json -AsHashtable -NoEnumerate | ForEach-Object { $_ } |
            ForEach-Object { @{ Title = "$($file.BaseName): $($_.title)"; Scenario = $_ } }
    }
}

BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force

    function Assert-Key([Collections.IDictionary] $Table, [string[]] $Known) {
        foreach ($key in $Table.Keys) { if ($key -cnotin $Known) { throw "A scenario has no key '$key'." } }
    }

    # In a scope of its own: the line sees the variables of the scenario, and may set more.
    function Invoke-Line([string] $Line, [hashtable] $Variables) {
        $ErrorActionPreference = 'Continue'
        $result = @{ Output = [Collections.Generic.List[object]]::new(); Errors = @(); Warnings = 0; Terminating = $null }
        foreach ($entry in $Variables.GetEnumerator()) { New-Variable $entry.Key $entry.Value }
        try {
            . ([scriptblock]::Create($Line)) 2>&1 3>&1 | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord]) { $result.Errors += $_ }
                elseif ($_ -is [Management.Automation.WarningRecord]) { $result.Warnings++ }
                else { $result.Output.Add($_) }
            }
        } catch {
            $result.Terminating = $_
        }
        if ($Line -match '-SyncTokenVariable (\w+)') { $Variables[$Matches[1]] = Get-Variable $Matches[1] -ValueOnly }
        $result
    }

    function ConvertTo-Text([object] $Value) { [Convert]::ToString($Value, [cultureinfo]::InvariantCulture) }

    function Get-Text([object] $Output, [string] $Path) {
        foreach ($value in $Output) {
            if ($Path -and -not $value.PSObject.Properties[($Path -split '\.')[0]]) { continue }
            foreach ($name in $Path -split '\.') { if ($name) { $value = $value.$name } }
            ConvertTo-Text $value
        }
    }

    function Assert-Step([hashtable] $Step, [hashtable] $Result, [string] $Folder) {
        function Assert-Same([string] $What, [object] $Expected, [object] $Actual) { @($Actual) -join ' | ' | Should -BeExactly (@($Expected) -join ' | ') -Because "that is $What of: $($Step.run)" }
        if ($Step.ContainsKey('count')) { Assert-Same count $Step.count $Result.Output.Count }
        if ($Step.ContainsKey('types')) { Assert-Same types $Step.types @($Result.Output | ForEach-Object { $_.GetType().Name }) }
        Assert-Same errors $Step.errors @($Result.Errors | ForEach-Object FullyQualifiedErrorId)
        Assert-Same terminating ($Step.terminating ?? 'nothing') ($Result.Terminating.FullyQualifiedErrorId ?? 'nothing')
        if ($Step.ContainsKey('categories')) { Assert-Same categories $Step.categories @(@($Result.Errors) + $Result.Terminating | Where-Object { $_ } | ForEach-Object { $_.CategoryInfo.Category }) }
        Assert-Same warnings ($Step.warnings ?? 0) $Result.Warnings
        if ($Step.ContainsKey('values')) { foreach ($path in $Step['values'].Keys) { Assert-Same "'$path'" @($Step['values'][$path] | ForEach-Object { ConvertTo-Text $_ }) @(Get-Text $Result.Output $path) } }
        if ($Step.ContainsKey('files')) { foreach ($path in $Step.files.Keys) { Assert-Same "'$path'" $Step.files[$path] @(Get-ChildItem -LiteralPath (Join-Path $Folder $path) -File -Recurse -ErrorAction Ignore).Count } }
    }

    function Invoke-Scenario([hashtable] $Scenario) {
        Assert-Key $Scenario title, sandboxes, steps
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        $variables = @{ folder = $folder; wrong = [pscredential]::new('alice', (ConvertTo-SecureString wrong -AsPlainText)) }
        if ($Scenario.sandboxes) {
            foreach ($name in $Scenario.sandboxes.Keys) {
                $wanted = $Scenario.sandboxes[$name]
                Assert-Key $wanted profile, quirk, seed, connect
                $start = @{ Seed = $wanted.seed ?? 3 }
                foreach ($key in 'profile', 'quirk') { if ($wanted[$key]) { $start[$key] = $wanted[$key] } }
                $variables[$name] = Start-CalDavSandbox @start
                if ($wanted.connect -ne $false) { $null = $variables[$name] | Connect-CalDav -Name $name }
            }
        }
        foreach ($step in $Scenario.steps) {
            Assert-Key $step run, as, count, types, values, errors, categories, terminating, warnings, files
            $result = Invoke-Line $step.run $variables
            if ($step.as) { $variables[$step.as] = $result.Output.Count -eq 1 ? $result.Output[0] : $result.Output.ToArray() }
            Assert-Step $step $result $folder
        }
    }
}

AfterAll { Remove-Module CalDavSync }

Describe 'The list of scenarios' {
    AfterEach {
        Disconnect-CalDav -All
        Stop-CalDavSandbox
    }

    It '<Title>' -ForEach $scenarios { Invoke-Scenario $Scenario }

    It 'refuses a key nobody knows' {
        { Invoke-Scenario @{ title = 'x'; steps = @(@{ run = 'Get-CalDavConnection'; cuont = 1 }) } } | Should -Throw "*'cuont'*"
        { Invoke-Scenario @{ title = 'x'; sandbox = @{}; steps = @() } } | Should -Throw "*'sandbox'*"
    }
}
