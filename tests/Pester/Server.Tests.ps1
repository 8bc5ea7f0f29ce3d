# End to end against a real server. "./build.sh test" starts it and says where it is.
BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
}

AfterAll { Remove-Module CalDavSync }

Describe 'Radicale' {
    AfterEach {
        if ($radicale) { Remove-CalDavCalendar $name -Connection $radicale -Confirm:$false }
        Disconnect-CalDav -All
        Stop-CalDavSandbox
    }

    It 'is synchronized, edited, copied from and compared' {
        $line = $env:CALDAVSYNC_SERVER_RADICALE
        if (-not $line) { Set-ItResult -Skipped -Because 'Radicale is not running: CALDAVSYNC_SERVER_RADICALE is empty'; return }
        $null = $line -match 'home=(?<home>\S+) users=(?<user>[^:]+):(?<password>[^,\s]+)'
        $account = [pscredential]::new($Matches.user, (ConvertTo-SecureString $Matches.password -AsPlainText))
        $state = Join-Path $TestDrive radicale
        $name = "pester-$([guid]::NewGuid().ToString('n'))"

        $radicale = Connect-CalDav $Matches.home $account -Name radicale
        $calendar = New-CalDavCalendar $name -DisplayName 'From Pester' -Connection $radicale
        (Get-CalDavCalendar -Connection $radicale).Name | Should -Contain $name
        $items = 1..12 | ForEach-Object { New-CalDavItem $calendar -Uid "$name-$_" -Summary "Event $_" -Start "2026-03-$_ 09:00" }

        $records = $calendar | Sync-CalDavCollection -StatePath $state -IncludeContent
        $records.Kind | Should -Be (@('Added') * 12 + 'Token')
        $items[0] | Set-CalDavItem -Summary 'Moved'
        $items[1], $items[2] | Remove-CalDavItem -Confirm:$false
        $records = $calendar | Sync-CalDavCollection -StatePath $state -IncludeContent
        $records.Kind | Sort-Object | Should -Be Changed, Deleted, Deleted, Token
        ($records | Where-Object Kind -EQ Changed).Summary | Should -Be Moved
        ($records | Where-Object Kind -EQ Deleted).Uid | Sort-Object | Should -Be "$name-2", "$name-3"
        ($calendar | Sync-CalDavCollection -StatePath $state).Mode | Should -Be Unchanged

        $null = Start-CalDavSandbox -Seed 0 | Connect-CalDav -Name sandbox
        $copied = $calendar | Copy-CalDavCalendar -Destination sandbox -StatePath $state
        $copied.Created, $copied.Refused | Should -Be 10, 0
        $copied | Compare-CalDavCalendar | Should -BeNullOrEmpty
        Compare-CalDavCalendar $calendar $copied.Destination -Quiet | Should -BeTrue
        $items[3] | Set-CalDavItem -Summary 'Edited'
        (Compare-CalDavCalendar $calendar $copied.Destination).Property | Should -Be SUMMARY
    }
}
