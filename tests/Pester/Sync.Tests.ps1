BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $sandbox = Start-CalDavSandbox -Seed 5
    $connection = $sandbox | Connect-CalDav -Name test
    $calendar = Get-CalDavCalendar
}

AfterAll { Remove-Module CalDavSync }

Describe 'Sync-CalDavCollection' {
    BeforeEach { $state = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'runs from the sandbox to the records in one pipeline' {
        $records = Start-CalDavSandbox -Seed 2 | Connect-CalDav -Name other | Get-CalDavCalendar | Sync-CalDavCollection -StatePath $state
        $records.Kind | Should -Be Added, Added, Token
        Disconnect-CalDav other
    }

    It 'brings only the changes the second time' {
        $null = $calendar | Sync-CalDavCollection -StatePath $state
        $uri = [uri]::new($calendar.Uri, 'lunch.ics')
        $text = "BEGIN:VCALENDAR`r`nVERSION:2.0`r`nPRODID:-//x//x//EN`r`nBEGIN:VEVENT`r`nUID:lunch`r`nDTSTAMP:20260101T000000Z`r`nDTSTART:20260101T120000Z`r`nSUMMARY:Lunch`r`nEND:VEVENT`r`nEND:VCALENDAR`r`n"
        $request = @{ Uri = $uri; Credential = $sandbox.Credential; Authentication = 'Basic'; AllowUnencryptedAuthentication = $true }
        $null = Invoke-RestMethod @request -Method Put -Body $text -ContentType 'text/calendar'
        $records = $calendar | Sync-CalDavCollection -StatePath $state -IncludeContent
        $records.Kind | Should -Be Added, Token
        $records[0].Summary | Should -Be 'Lunch'
        $records[0].Item.Content | Should -Be $text
        $null = Invoke-RestMethod @request -Method Delete
        ($calendar | Sync-CalDavCollection -StatePath $state).Kind | Should -Be Deleted, Token
        ($calendar | Sync-CalDavCollection -StatePath $state).Mode | Should -Be Unchanged
    }

    It 'takes a calendar by <Way>' -ForEach @(
        @{ Way = 'object'; Value = { $calendar } }, @{ Way = 'name'; Value = { 'work' } }, @{ Way = 'connection and name'; Value = { 'test/work' } }
        @{ Way = 'pattern'; Value = { 'w*' } }, @{ Way = 'Uri object'; Value = { $calendar.Uri } }, @{ Way = 'address'; Value = { $calendar.Uri.AbsoluteUri } }
        @{ Way = 'row'; Value = { [pscustomobject]@{ Calendar = 'test/work' } } }, @{ Way = 'row with an address'; Value = { [pscustomobject]@{ Uri = "$($calendar.Uri)" } } }
        @{ Way = 'text file and back'; Value = { $calendar | Export-Clixml "$TestDrive/c.xml"; Import-Clixml "$TestDrive/c.xml" } }
    ) {
        $value = & $Value
        $value | Sync-CalDavCollection -SyncToken '' -Kind Token | ForEach-Object Added | Should -Be 5
        $value | Sync-CalDavCollection -StatePath $state -Kind Token | ForEach-Object Added | Should -Be 5
    }

    It 'takes the piped object''s connection, whatever the default is' {
        $other = Start-CalDavSandbox -Seed 1 | Connect-CalDav -Name other
        ($calendar | Sync-CalDavCollection -SyncToken '' -Kind Token).Added | Should -Be 5
        (Sync-CalDavCollection work -SyncToken '' -Kind Token).Added | Should -Be 1
        (Sync-CalDavCollection work -Connection test -SyncToken '' -Kind Token).Added | Should -Be 5
        $other | Disconnect-CalDav
    }

    It 'keeps the token in the hands of the caller' {
        $records = Sync-CalDavCollection work -SyncToken $null -IncludeContent
        $token = @($records)[-1].SyncToken
        (Sync-CalDavCollection work -SyncToken $token).Mode | Should -Be Unchanged
        (Sync-CalDavCollection work -SyncToken $records).Mode | Should -Be Unchanged
        (Sync-CalDavCollection work -SyncToken $records[-1]).Mode | Should -Be Unchanged
        $file = Join-Path $TestDrive token
        $records[-1] | ConvertTo-Json -Depth 2 -WarningAction Ignore | Set-Content $file
        (Sync-CalDavCollection work -SyncToken (Get-Content $file -Raw | ConvertFrom-Json)).Mode | Should -Be Unchanged
        (Sync-CalDavCollection work -SyncToken (Get-Content $file -Raw | ConvertFrom-Json -AsHashtable)).Mode | Should -Be Unchanged
        $records | Export-Csv $file
        (Sync-CalDavCollection work -SyncToken (Import-Csv $file)).Mode | Should -Be Unchanged
        $token | Set-Content $file
        (Sync-CalDavCollection work -SyncToken (Get-Content $file -Raw)).Mode | Should -Be Unchanged
        '' | Set-Content $file
        (Sync-CalDavCollection work -SyncToken (Get-Content $file -Raw))[-1].Mode | Should -Be Initial
    }

    It 'sets the token variable where it was called' {
        function Get-Token { $null = Sync-CalDavCollection work -SyncToken '' -SyncTokenVariable token; $token }
        Get-Token | Should -Not -BeNullOrEmpty
        Get-Variable token -ErrorAction Ignore | Should -BeNullOrEmpty
        $null = 'work', 'work' | Sync-CalDavCollection -SyncToken '' -SyncTokenVariable +all
        $all.Count | Should -Be 2
    }

    It 'mirrors into a subfolder, through PowerShell drives' {
        $null = $calendar | Sync-CalDavCollection -StatePath TestDrive:/s -Destination TestDrive:/mirror
        Get-ChildItem TestDrive:/mirror/work/*.ics | Should -HaveCount 5
    }

    It 'writes nothing with -WhatIf' {
        $records = $calendar | Sync-CalDavCollection -StatePath $state -Destination "$state/mirror" -WhatIf
        $records.Kind[-1] | Should -Be Token
        Test-Path $state | Should -BeFalse
    }

    It 'goes on after a calendar that fails' {
        $records = 'nosuch', 'work' | Sync-CalDavCollection -SyncToken '' -Kind Token -ErrorVariable failed -ErrorAction SilentlyContinue
        $records.Calendar.Name | Should -Be work
        $failed.FullyQualifiedErrorId | Should -Be 'CalendarNotFound,CalDavSync.Commands.SyncCalDavCollectionCommand'
        $failed.TargetObject | Should -Be nosuch
    }

    It 'repeats what a stopped or broken consumer did not take' {
        $calendar | Sync-CalDavCollection -StatePath $state | Select-Object -First 2 | Should -HaveCount 2
        { $calendar | Sync-CalDavCollection -StatePath $state | ForEach-Object { throw 'full' } } | Should -Throw full
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Added | Should -Be 5
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Added | Should -Be 0
    }

    It 'remembers, shows and forgets' {
        $null = $calendar | Sync-CalDavCollection -StatePath $state
        (Get-CalDavSyncState work -StatePath $state).Items | Should -Be 5
        Get-CalDavSyncState -StatePath $state | Reset-CalDavSyncState -WhatIf
        Get-CalDavSyncState -StatePath $state | Reset-CalDavSyncState
        Get-CalDavSyncState -StatePath $state | Should -BeNullOrEmpty
    }
}
