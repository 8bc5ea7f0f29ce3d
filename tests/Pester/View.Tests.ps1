BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $PSStyle.OutputRendering = 'PlainText'
    $sandbox = Start-CalDavSandbox -Seed 2
    $connection = $sandbox | Connect-CalDav -Name old
    $calendar = Get-CalDavCalendar
    $records = $calendar | Sync-CalDavCollection -StatePath (Join-Path $TestDrive state)
    function Get-Line($Value) { ($Value | Out-String -Width 120) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ } }
}

AfterAll { Remove-Module CalDavSync }

Describe 'Tables' {
    It 'of <Name> have their columns and fit 120' -ForEach @(
        @{ Name = 'connections'; Value = { $connection }; Header = '^ Id Name\s+UserName\s+Uri\s+Authentication Server$' }
        @{ Name = 'calendars'; Value = { $calendar }; Header = '^Name\s+DisplayName\s+Sync\s+Access\s+Color\s+Components$' }
        @{ Name = 'records'; Value = { $records }; Header = '^Kind\s+Start\s+Summary\s+Href$' }
        @{ Name = 'states'; Value = { Get-CalDavSyncState -StatePath (Join-Path $TestDrive state) }; Header = '^Collection\s+Items\s+LastSync\s+Mode\s+UserName\s+Strategy$' }
        @{ Name = 'sandboxes'; Value = { $sandbox }; Header = '^Uri\s+UserName\s+Profile\s+Quirks$' }
    ) {
        $lines = Get-Line (& $Value)
        @($lines -match $Header).Count | Should -Be 1
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
    }

    It 'tell records apart in 80 columns, without their texts' {
        $lines = ($records | Out-String -Width 80) -split '\r?\n' -match '^Added'
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match 'item-000001'
        $lines[1] | Should -Match 'item-000002'
    }

    It 'show whole addresses of servers in 80 columns' {
        $support = $connection | Test-CalDavSyncSupport
        ($connection, $support | ForEach-Object { $_ | Out-String -Width 80 }) | ForEach-Object { $_ | Should -Match ([regex]::Escape($sandbox.Uri)) }
    }

    It 'show the times and modes of states whole in 80 columns' {
        $lines = (Get-CalDavSyncState -StatePath (Join-Path $TestDrive state) | Out-String -Width 80) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
        $lines[0] | Should -Match '^Collection\s+Items\s+LastSync\s+Mode$'
        $lines[2] | Should -Match '^127\.0\.0\.1:\d+/calendars/alice/work/\s+2 \d{4}-\d\d-\d\d \d\d:\d\d Initial$'
    }

    It 'group calendars by connection' { (Get-Line $calendar)[0].Trim() | Should -Be 'Connection: old (alice@127.0.0.1)' }

    It 'group records by calendar and end with the token''s sentence' {
        $lines = Get-Line $records
        $lines[0].Trim() | Should -Be 'Calendar: old/work'
        $lines[-1] | Should -Match '^Token\s+initial: 2 added, 0 changed, 0 deleted in \d+\.\d s$'
    }
}

Describe 'Lists' {
    It 'show readable numbers' {
        $text = $records[-1] | Format-List | Out-String
        $text | Should -Match 'BytesReceived : [\d.]+ (B|KiB)'
        $text | Should -Match 'Duration\s+: \d+\.\d s'
    }
}

Describe 'Objects elsewhere' {
    It 'export as one CSV with the columns of the base type' {
        $csv = $records | Select-Object Timestamp, Kind, Calendar, Uid, Summary, Start, Path, SyncToken | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Calendar | Sort-Object -Unique | Should -Be 'old/work'
        $csv[-1].SyncToken | Should -Be $records[-1].SyncToken
    }

    It 'show in CSV what is in their lists, and are lists all the same' {
        $row = $calendar | ConvertTo-Csv | ConvertFrom-Csv
        $row.Components | Should -Be 'VEVENT, VTODO, VJOURNAL'
        ($connection | ConvertTo-Csv | ConvertFrom-Csv).Features | Should -Match '^CalendarQuery, '
        $calendar.Components[0], $calendar.Components.Count | Should -Be 'VEVENT', 3
        'VTODO' -in $calendar.Components | Should -BeTrue
        ($calendar.Components | ConvertTo-Json -Compress) | Should -Be '["VEVENT","VTODO","VJOURNAL"]'
        $copy = $row | Select-Object @{ Name = 'Name'; Expression = { 'from-csv' } }, Components | New-CalDavCalendar
        $copy.Components | Should -Be 'VEVENT', 'VTODO', 'VJOURNAL'
        $copy | Remove-CalDavCalendar -Confirm:$false
    }

    It 'bind again when they come back from a list' {
        $calendar | Export-Csv "$TestDrive/list.csv"
        $beside = New-CalDavCalendar beside
        foreach ($row in (Import-Csv "$TestDrive/list.csv"), ($calendar | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json)) {
            ($row | Get-CalDavItem).Count | Should -Be 2
            $result = $row | Copy-CalDavCalendar -Destination beside -StatePath "$TestDrive/list"
            $result.Created + $result.Skipped | Should -Be 2
        }
        Sync-CalDavCollection beside -SyncToken '' | Export-Csv "$TestDrive/list.csv"
        Import-Csv "$TestDrive/list.csv" | Remove-CalDavItem -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-CalDavItem beside | Should -BeNullOrEmpty
        $beside | Remove-CalDavCalendar -Confirm:$false
    }

    It 'are files like any others, brackets and all' {
        (Export-CalDavCalendar work "$TestDrive/a [1]" -PassThru | Get-Content)[0] | Should -Be 'BEGIN:VCALENDAR'
    }

    It 'look the same when they come back from XML' {
        $state = Get-CalDavSyncState -StatePath (Join-Path $TestDrive state)
        $support = $connection | Test-CalDavSyncSupport
        foreach ($value in @(, $records; $calendar; $connection; $state; $support)) {
            $value | Export-Clixml "$TestDrive/view.xml"
            $before, $after = $value, (Import-Clixml "$TestDrive/view.xml") | ForEach-Object { , @(Get-Line $_ | Where-Object { $_ -notmatch '^ +Connection: |^Token' }) }
            $after | Should -Be $before
        }
        $calendar | Export-Clixml "$TestDrive/view.xml"
        (Get-Line (Import-Clixml "$TestDrive/view.xml"))[0].Trim() | Should -Be 'Connection: old'
        $records | Export-Clixml "$TestDrive/view.xml"
        (Get-Line (Import-Clixml "$TestDrive/view.xml"))[-1] | Should -Match '^Token\s+initial: 2 added, 0 changed, 0 deleted in '
    }

    It 'hold no secret as JSON or XML' {
        $password = $sandbox.Credential.GetNetworkCredential().Password
        $everything = @($sandbox, $connection, $calendar) + $records
        $json = $everything | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue
        $json | Should -Not -Match ([regex]::Escape($password))
        $json.Length | Should -BeLessThan 60KB
        $everything | Export-Clixml "$TestDrive/x.xml"
        $xml = Get-Content "$TestDrive/x.xml" -Raw
        $xml | Should -Not -Match ([regex]::Escape($password))
        $xml | Should -Not -Match ([BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($password)) -replace '-')
        $xml | Should -Not -Match '<SS '
        (Import-Clixml "$TestDrive/x.xml")[0].Uri | Should -Be $sandbox.Uri
        (Import-Clixml "$TestDrive/x.xml")[-1].SyncToken | Should -Be $records[-1].SyncToken
    }
}
