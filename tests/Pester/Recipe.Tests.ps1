# Every recipe of docs/examples runs against two sandboxes.
BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $recipes = Join-Path $PSScriptRoot '../../docs/examples'
    # A recipe requires the module by name; the clone is not where modules are installed.
    function Get-Recipe([string] $Name) {
        [scriptblock]::Create((Get-Content (Join-Path $recipes "$Name.ps1") -Raw).Replace('#Requires -Modules CalDavSync', ''))
    }

    function New-Recipe([string] $Name) {
        $path = Join-Path $TestDrive "$Name.ps1"
        Set-Content $path (Get-Recipe $Name)
        $path
    }

    function New-Event([string] $Uid, [string] $Summary) {
        "BEGIN:VCALENDAR`r`nVERSION:2.0`r`nPRODID:-//test//EN`r`nBEGIN:VEVENT`r`nUID:$Uid`r`nDTSTAMP:20260101T000000Z`r`nDTSTART:20260301T090000Z`r`nSUMMARY:$Summary`r`nEND:VEVENT`r`nEND:VCALENDAR`r`n"
    }

    function Invoke-Edit([scriptblock] $Script) {
        $connection = Connect-CalDav $old.Uri $old.Credential -Name edit
        try { & $Script } finally { $connection | Disconnect-CalDav }
    }
}

AfterAll { Remove-Module CalDavSync }

Describe 'A migration' {
    BeforeAll {
        $old = Start-CalDavSandbox -Seed 30
        $new = Start-CalDavSandbox -Seed 0
        $both = @{ Source = $old.Uri; SourceCredential = $old.Credential; Destination = $new.Uri; DestinationCredential = $new.Credential; Folder = Join-Path $TestDrive migration }
        Invoke-Edit {
            $second = New-CalDavCalendar 'Second one' -Connection edit
            $null = New-CalDavItem -Calendar $second -Content (New-Event second 'In the second')
        }
    }

    AfterAll { $old, $new | Stop-CalDavSandbox }

    It 'can be tried out' {
        $copied = @(& (New-Recipe migrate-account) @both -WhatIf 6>$null)
        ($copied | Measure-Object Created -Sum).Sum | Should -Be 31
        $new | Connect-CalDav -Name look
        @(Get-CalDavItem work -Connection look -NoContent).Count | Should -Be 0
        Disconnect-CalDav look
    }

    It 'copies an account and proves it' {
        $copied = @(& (New-Recipe migrate-account) @both)
        $LASTEXITCODE | Should -Be 0
        $copied.Count | Should -Be 2
        ($copied | Measure-Object Created -Sum).Sum | Should -Be 31
        Get-Content (Join-Path $both.Folder differences.csv) | Should -BeNullOrEmpty
    }

    It 'does nothing when it runs again' {
        $copied = @(& (New-Recipe migrate-account) @both)
        $LASTEXITCODE | Should -Be 0
        ($copied | Measure-Object Skipped -Sum).Sum | Should -Be 31
    }

    It 'notices what is not equal' {
        $null = $new | Connect-CalDav -Name there
        Get-CalDavItem work -Connection there | Select-Object -First 1 | Set-CalDavItem -Summary 'Edited over there'
        Disconnect-CalDav there
        $null = & (New-Recipe migrate-account) @both 3>$null
        $LASTEXITCODE | Should -Be 1
        (Import-Csv (Join-Path $both.Folder differences.csv)).Property | Should -Be 'SUMMARY'
    }

    It 'catches up on the day of the change' {
        Invoke-Edit {
            $items = @(Get-CalDavItem work -Connection edit)
            $items[3] | Set-CalDavItem -Summary 'Edited here'
            $items[4] | Remove-CalDavItem -Confirm:$false
            $null = New-CalDavItem -Calendar work -Connection edit -Content (New-Event added 'Added')
        }
        $copied = @(& (New-Recipe cutover-catch-up) @both)
        $LASTEXITCODE | Should -Be 0
        $work = $copied | Where-Object { $_.Source.Name -eq 'work' }
        $work.Created, $work.Updated, $work.Removed | Should -Be 1, 2, 1
    }
}

Describe 'A backup' {
    BeforeAll {
        $old = Start-CalDavSandbox -Seed 5
        $folder = Join-Path $TestDrive 'backup [1]'
        $account = @{ Uri = $old.Uri; Credential = $old.Credential }
    }

    AfterAll { $old | Stop-CalDavSandbox }

    It 'is made and logs every change' {
        $null = & (New-Recipe nightly-backup) @account -Folder $folder
        $LASTEXITCODE | Should -Be 0
        @(Import-Csv -LiteralPath "$folder/changes.csv").Count | Should -Be 5
        Invoke-Edit { Get-CalDavItem work -Connection edit | Select-Object -First 1 | Remove-CalDavItem -Confirm:$false }
        $null = & (New-Recipe nightly-backup) @account -Folder $folder
        (Import-Csv -LiteralPath "$folder/changes.csv")[-1].Kind | Should -Be 'Deleted'
        @(Get-ChildItem -LiteralPath "$folder/files/work" -Filter *.ics).Count | Should -Be 4
    }

    It 'whose log cannot be written fails, and nothing is lost' {
        Invoke-Edit { $null = New-CalDavItem -Calendar work -Connection edit -Content (New-Event late 'Late') }
        Move-Item -LiteralPath "$folder/changes.csv" "$folder/kept.csv"
        $null = New-Item -ItemType Directory "$folder/changes.csv"
        { & (New-Recipe nightly-backup) @account -Folder $folder } | Should -Throw
        Remove-Item -LiteralPath "$folder/changes.csv"
        $null = & (New-Recipe nightly-backup) @account -Folder $folder
        $LASTEXITCODE | Should -Be 0
        (Import-Csv -LiteralPath "$folder/changes.csv").Summary | Should -Be 'Late'
        Invoke-Edit { Get-CalDavItem work -Connection edit -Uid late | Remove-CalDavItem -Confirm:$false }
        $null = & (New-Recipe nightly-backup) @account -Folder $folder
    }

    It 'is restored beside the calendar it came from' {
        $result = @(& (New-Recipe restore-backup) @account -Folder "$folder/files/work" -Name 'Work (restored)')
        $LASTEXITCODE | Should -Be 0
        $result.Created | Should -Be 4
        (& (New-Recipe restore-backup) @account -Folder "$folder/files/work" -Name 'Work (restored)').Skipped | Should -Be 4
    }
}

Describe 'A fleet' {
    It 'is checked and tells the bad ones' {
        $good = Start-CalDavSandbox -Seed 2
        $report = Join-Path $TestDrive 'fleet [1].csv'
        $null = & (New-Recipe fleet-check) -Uri $good.Uri -Credential $good.Credential -Report $report
        $LASTEXITCODE | Should -Be 0
        $row = Import-Csv -LiteralPath $report
        $row.Verdict, $row.Strategy | Should -Be Full, SyncCollection
        $null = & (New-Recipe fleet-check) -Uri $good.Uri, 'http://127.0.0.1:1/' -Credential $good.Credential -Report $report
        $LASTEXITCODE | Should -Be 1
        $good | Stop-CalDavSandbox
    }
}

Describe 'A job without a disk' {
    It 'continues from its token' {
        $old = Start-CalDavSandbox -Seed 4
        $job = @{ Uri = $old.Uri; Credential = $old.Credential; Calendar = 'work'; TokenFile = Join-Path $TestDrive 'token [1].txt' }
        @(& (New-Recipe stateless-job) @job).Count | Should -Be 4
        @(& (New-Recipe stateless-job) @job).Count | Should -Be 0
        Invoke-Edit { $null = New-CalDavItem -Calendar work -Connection edit -Content (New-Event added 'Added') }
        (& (New-Recipe stateless-job) @job).Summary | Should -Be 'Added'
        $LASTEXITCODE | Should -Be 0
        $old | Stop-CalDavSandbox
    }
}

Describe 'A server that cannot be reached' {
    # What a scheduler sees: without a catch around it, an error that ends only its statement would let the script go on to exit 0.
    It 'ends <Name> with an error' -ForEach @(
        @{ Name = 'nightly-backup'; More = @{ Folder = 'backup' } }
        @{ Name = 'restore-backup'; More = @{ Folder = 'backup'; Name = 'Work' } }
        @{ Name = 'stateless-job'; More = @{ Calendar = 'work'; TokenFile = 'token.txt' } }
        @{ Name = 'migrate-account'; More = @{ Folder = 'migration' } }
        @{ Name = 'cutover-catch-up'; More = @{ Folder = 'migration' } }
    ) {
        $nobody = [pscredential]::new('alice', (ConvertTo-SecureString secret -AsPlainText))
        $arguments = @{} + $More
        foreach ($key in 'Folder', 'TokenFile') { if ($arguments[$key]) { $arguments[$key] = Join-Path $TestDrive $arguments[$key] } }
        $side = $Name -in 'migrate-account', 'cutover-catch-up' ? 'Source', 'Destination' : ''
        foreach ($which in $side) {
            $arguments["$which" ? $which : 'Uri'] = 'http://127.0.0.1:1/'
            $arguments["${which}Credential"] = $nobody
        }

        $script = 'param($manifest, $recipe, $arguments) Import-Module $manifest; $PSDefaultParameterValues["Connect-CalDav:MaximumRetryCount"] = 0; & $recipe @arguments'
        $recipe = New-Recipe $Name
        Set-Content $recipe ((Get-Content $recipe -Raw) -replace '-MaximumRetryCount \d+', '-MaximumRetryCount 0')
        $shell = [powershell]::Create().AddScript($script).AddArgument((Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1').AddArgument($recipe).AddArgument($arguments)
        try { { $shell.Invoke() } | Should -Throw '*127.0.0.1:1*' } finally { $shell.Dispose() }
    }
}
