BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    # The server itself, because it tells which requests came.
    Add-Type -Path (Join-Path (Get-Module CalDavSync).ModuleBase bin/CalDavSync.Sandbox.dll)

    function Get-Completion([string] $Line) {
        [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText
    }
}

AfterAll { Remove-Module CalDavSync }

Describe 'Completion without a connection' {
    It 'has nothing to offer for <_>, and no error' -ForEach 'Get-CalDavCalendar -Connection ', 'Get-CalDavCalendar -Name ', 'Sync-CalDavCollection w',
        'Get-CalDavItem -Calendar ', 'Disconnect-CalDav ', 'Copy-CalDavCalendar work -Destination ' {
        $errors = $Error.Count
        Get-Completion $_ | Should -BeNullOrEmpty
        $Error.Count | Should -Be $errors
    }

    It 'offers files where a command takes them besides calendars' {
        $file = New-Item -Path $TestDrive -Name exported.ics
        Get-Completion "Compare-CalDavCalendar work $TestDrive/exp" | Should -Be $file.FullName
    }

    It 'of <Line> offers <Expected>' -ForEach @(
        @{ Line = 'Connect-CalDav x -ServerProfile Apple'; Expected = "'Apple Calendar Server'" }
        @{ Line = 'Connect-CalDav x -ServerProfile "Apple C'; Expected = '"Apple Calendar Server"' }
        @{ Line = 'Get-CalDavServerProfile Synology'; Expected = "'Synology Calendar'" }
        @{ Line = 'Start-CalDavSandbox -Profile dav'; Expected = 'DAViCal', 'DavMail' }
        @{ Line = 'Start-CalDavSandbox -Profile dav18'; Expected = 'SabreDAV18' }
        @{ Line = 'Start-CalDavSandbox -Profile so'; Expected = 'SOGo' }
        @{ Line = 'Start-CalDavSandbox -Quirk nosynccoll'; Expected = 'NoSyncCollection' }
        @{ Line = 'Start-CalDavSandbox -Quirk NoSyncCollection, WeakE'; Expected = 'WeakETags' }
        @{ Line = 'Get-CalDavItem work -Component '; Expected = 'VEVENT', 'VFREEBUSY', 'VJOURNAL', 'VTODO' }
        @{ Line = 'Sync-CalDavCollection -Kind '; Expected = 'Added', 'Changed', 'Deleted', 'Token' }
        @{ Line = 'Sync-CalDavCollection -Kind Added,D'; Expected = 'Deleted' }
        @{ Line = 'Sync-CalDavCollection -Strategy '; Expected = 'Auto', 'Content', 'Listing', 'SyncCollection' }
        @{ Line = 'Sync-CalDavCollection -SyncLevel '; Expected = 'Infinite', 'One' }
        @{ Line = 'Copy-CalDavCalendar a b -OnConflict '; Expected = 'Fail', 'Replace', 'Skip' }
        @{ Line = 'Set-CalDavItem -Status C'; Expected = 'CANCELLED', 'COMPLETED', 'CONFIRMED' }
        @{ Line = 'Compare-CalDavCalendar a b -IgnoreProperty dt'; Expected = 'DTEND', 'DTSTAMP', 'DTSTART' }
        @{ Line = 'Compare-CalDavCalendar a b -IgnoreProperty UID, last'; Expected = 'LAST-MODIFIED' }
        @{ Line = 'Sync-CalDavCollection -Sync'; Expected = '-SyncLevel', '-SyncToken', '-SyncTokenVariable' }
        @{ Line = 'Sync-CalDavC'; Expected = 'Sync-CalDavCalendar', 'Sync-CalDavCollection' }
        @{ Line = 'Start-CalDavSandbox | Select-Object -ExpandProperty Cred'; Expected = 'Credential' }
        @{ Line = 'Get-CalDavItem work | Where-Object Last'; Expected = 'LastModified' }
        @{ Line = 'Sync-CalDavCollection work | Sort-Object Summ'; Expected = 'Summary' }
    ) {
        Get-Completion $Line | Sort-Object | Should -Be $Expected
    }
}

Describe 'Completion of time zones' -Skip:$IsWindows {
    It 'offers the names that other programs know' {
        Get-Completion 'New-CalDavItem work -TimeZone Europe/Berl' | Should -Be 'Europe/Berlin'
        Get-Completion 'Set-CalDavItem x -TimeZone kathm' | Should -Contain 'Asia/Kathmandu'
        Get-Completion 'New-CalDavCalendar x -TimeZone UT' | Should -Contain 'UTC'
        Get-Completion 'Set-CalDavCalendar x -TimeZone America/New_' | Should -Be 'America/New_York'
    }
}

Describe 'Completion with a connection' {
    BeforeAll {
        $options = [CalDavSync.Sandbox.SandboxOptions]::new()
        $server = [CalDavSync.Sandbox.SandboxServer]::Start($options)
        foreach ($name in "team's plan", '2026', '$5 "deal"', "x$([char]0x2019)s", 'crew [a]*?') { $null = $server.CreateCalendar($name) }
        $credential = [pscredential]::new($server.UserName, (ConvertTo-SecureString $server.Password -AsPlainText))
        $null = Connect-CalDav $server.Uri $credential -Name plain
        $connection = Connect-CalDav $server.Uri $credential -Name "Zoë's server"
        $null = Get-CalDavCalendar -Connection $connection
    }

    BeforeEach { $server.ClearRequests() }

    AfterEach { $server.Requests.Count | Should -Be 0 -Because 'Tab must not use the network' }

    AfterAll {
        Disconnect-CalDav -All
        $server.Dispose()
    }

    It 'of <Line> offers <Expected>' -ForEach @(
        @{ Line = 'Get-CalDavCalendar -Connection '; Expected = 'plain', "'Zoë''s server'" }
        @{ Line = 'Get-CalDavCalendar -Connection z'; Expected = "'Zoë''s server'" }
        @{ Line = 'Get-CalDavCalendar -Connection "z'; Expected = '"Zoë''s server"' }
        @{ Line = "Get-CalDavCalendar -Connection 'Zoë''s"; Expected = "'Zoë''s server'" }
        @{ Line = 'Get-CalDavConnection p'; Expected = 'plain' }
        @{ Line = 'Disconnect-CalDav pl'; Expected = 'plain' }
        @{ Line = 'Copy-CalDavCalendar work -Destination pl'; Expected = 'plain' }
        @{ Line = 'Sync-CalDavCollection wo'; Expected = 'work' }
        @{ Line = 'Sync-CalDavCollection -Connection Zo* wo'; Expected = 'work' }
        @{ Line = 'Sync-CalDavCollection "Zoë''s server/w'; Expected = '"Zoë''s server/work"' }
        @{ Line = 'Sync-CalDavCollection "wo'; Expected = '"work"' }
        @{ Line = 'Sync-CalDavCollection 20'; Expected = "'2026'" }
        @{ Line = 'Get-CalDavItem -Calendar team'; Expected = "'team''s plan'" }
        @{ Line = "Get-CalDavItem -Calendar 'team''"; Expected = "'team''s plan'" }
        @{ Line = 'Get-CalDavItem -Calendar "team''s p'; Expected = '"team''s plan"' }
        @{ Line = 'Get-CalDavCalendar -Name "`$5'; Expected = '"`$5 ""deal"""' }
        @{ Line = 'Get-CalDavCalendar deal'; Expected = '''$5 "deal"''' }
        @{ Line = 'Get-CalDavCalendar crew` [a'; Expected = "'crew ``[a``]``*``?'" }
        @{ Line = "Get-CalDavCalendar 'crew [a]"; Expected = "'crew ``[a``]``*``?'" }
        @{ Line = "Get-CalDavCalendar 'crew ``[a"; Expected = "'crew ``[a``]``*``?'" }
        @{ Line = 'Get-CalDavCalendar "crew [a'; Expected = '"crew ``[a``]``*``?"' }
        @{ Line = 'Get-CalDavCalendar x'; Expected = "'x$("$([char]0x2019)" * 2)s'" }
        @{ Line = 'Sync-CalDavCollection -Connection plain -Calendar w'; Expected = $null }
        @{ Line = 'Sync-CalDavCollection -Connection nosuch -Calendar w'; Expected = $null }
        @{ Line = 'Sync-CalDavCollection work, 20'; Expected = "'2026'" }
    ) {
        Get-Completion $Line | Should -Be $Expected
    }

    It 'writes words that mean the calendar' {
        foreach ($quote in '', '"', "'") {
            $names = foreach ($word in Get-Completion "Get-CalDavCalendar $quote") { [WildcardPattern]::Unescape((Invoke-Expression "Write-Output $word")) }
            $names | Sort-Object | Should -Be ($server.Calendars.Name | Sort-Object)
        }
    }
}

Describe 'A completed name with wildcard characters' {
    It 'means that calendar alone' {
        $options = [CalDavSync.Sandbox.SandboxOptions]::new()
        $server = [CalDavSync.Sandbox.SandboxServer]::Start($options)
        try {
            foreach ($name in 'crew [a]*?', 'crew axx') { $null = $server.CreateCalendar($name) }
            $null = Connect-CalDav $server.Uri ([pscredential]::new($server.UserName, (ConvertTo-SecureString $server.Password -AsPlainText))) -Name '[::1]'
            $null = Get-CalDavCalendar
            $word = Get-Completion "Sync-CalDavCollection 'crew [a"
            (Invoke-Expression "Sync-CalDavCollection $word -SyncToken '' -Kind Token").Calendar.Name | Should -Be 'crew [a]*?'
            $connection = Get-Completion 'Get-CalDavCalendar -Connection ['
            (Invoke-Expression "Get-CalDavCalendar -Connection $connection").Count | Should -Be 3
        } finally {
            Disconnect-CalDav -All
            $server.Dispose()
        }
    }
}
