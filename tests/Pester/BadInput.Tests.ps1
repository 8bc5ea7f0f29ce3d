BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $sandbox = Start-CalDavSandbox -Seed 5
    $connection = $sandbox | Connect-CalDav -Name good
    $calendar = Get-CalDavCalendar
    function Get-Failure([scriptblock] $Script) { try { & $Script } catch { return $_ } }
}

AfterAll { Remove-Module CalDavSync }

Describe 'What bad input gets' {
    BeforeEach {
        $state = Join-Path $TestDrive ([guid]::NewGuid())
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        'not a folder' | Set-Content $file
    }

    It 'a web page in place of a server is named so' {
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $answer = Start-ThreadJob -ArgumentList $listener {
            param($listener)
            $client = $listener.AcceptTcpClient()
            $null = $client.GetStream().Read([byte[]]::new(65536), 0, 65536)
            $page = '<!DOCTYPE html><html><body>Welcome to your router</body></html>'
            $bytes = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: text/html`r`nContent-Length: $($page.Length)`r`nConnection: close`r`n`r`n$page")
            $client.GetStream().Write($bytes, 0, $bytes.Length)
            $client.Dispose()
        }
        $uri = "http://$($listener.LocalEndpoint)/dav/"
        try { $failure = Get-Failure { Connect-CalDav $uri -Anonymous } } finally { $listener.Stop(); $answer | Remove-Job -Force }
        $failure.FullyQualifiedErrorId | Should -Be 'UnexpectedAnswer,CalDavSync.Commands.ConnectCalDavCommand'
        $failure.CategoryInfo.Category | Should -Be 'ProtocolError'
        $failure.TargetObject | Should -Be ([uri]$uri)
        $failure.Exception.Message | Should -Match 'web page'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'an address that is no calendar' {
        $records = Sync-CalDavCollection -Uri /nowhere/ -SyncToken '' -ErrorVariable failed -ErrorAction SilentlyContinue
        $records | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'CalendarNotFound,CalDavSync.Commands.SyncCalDavCollectionCommand'
        $failed.Exception.Message | Should -Match '/nowhere/'
    }

    It 'a state folder that is a file' {
        $null = $calendar | Sync-CalDavCollection -StatePath $file -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -Be 'StateUnavailable,CalDavSync.Commands.SyncCalDavCollectionCommand'
        $failed.Exception.Message | Should -Match 'is a file, not a folder'
        Get-Content $file | Should -Be 'not a folder'
    }

    It 'a destination that cannot be written; the next good run gives everything' {
        $null = $calendar | Sync-CalDavCollection -StatePath $state -Destination $file -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -Be 'DestinationUnavailable,CalDavSync.Commands.SyncCalDavCollectionCommand'
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Added | Should -Be 5
    }

    It 'a damaged state, until it is reset, and never another calendar' {
        $other = Start-CalDavSandbox -Seed 2 | Connect-CalDav -Name other | Get-CalDavCalendar
        $null = $calendar, $other | Sync-CalDavCollection -StatePath $state
        $path = ($calendar | Get-CalDavSyncState -StatePath $state).Path
        'nonsense' | Set-Content $path
        $records = $calendar, $other | Sync-CalDavCollection -StatePath $state -ErrorVariable failed -ErrorAction SilentlyContinue
        $records.Calendar | Should -Be $other
        $failed.FullyQualifiedErrorId | Should -Be 'StateDamaged,CalDavSync.Commands.SyncCalDavCollectionCommand'
        $failed.TargetObject | Should -Be $calendar
        $failed.Exception.Message | Should -Match ([regex]::Escape($path))
        $calendar | Reset-CalDavSyncState -StatePath $state -Confirm:$false
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Added | Should -Be 5
        Disconnect-CalDav other
    }

    It 'a second run on a state in use' {
        $calendar | Sync-CalDavCollection -StatePath $state -Kind Token, Added | Select-Object -First 1 | ForEach-Object {
            $script:second = $calendar | Sync-CalDavCollection -StatePath $state -ErrorVariable failed -ErrorAction SilentlyContinue
            $script:failed = $failed
        }
        $second | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'StateLocked,CalDavSync.Commands.SyncCalDavCollectionCommand'
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Added | Should -Be 5
    }

    It 'a token that was cut' {
        $plain = Start-CalDavSandbox -Quirk NoSyncCollection -Seed 4 | Connect-CalDav -Name plain | Get-CalDavCalendar
        $token = ($plain | Sync-CalDavCollection -SyncToken '' -Kind Token).SyncToken
        $null = $plain | Sync-CalDavCollection -SyncToken $token.Substring(0, 40) -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -Be 'SyncTokenRejected,CalDavSync.Commands.SyncCalDavCollectionCommand'
        $failed.Exception.Message | Should -Match 'incomplete or was altered'
        Disconnect-CalDav plain
    }
}

Describe 'Stopping a long sync' {
    It 'returns at once, and the next run gives everything' {
        $large = Start-CalDavSandbox -Seed 5000
        $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
        $state = Join-Path $TestDrive stopped
        $script = 'param($manifest, $sandbox, $state) Import-Module $manifest; Connect-CalDav $sandbox.Uri $sandbox.Credential | Get-CalDavCalendar | Sync-CalDavCollection -StatePath $state -IncludeContent'
        $shell = [powershell]::Create().AddScript($script).AddArgument($manifest).AddArgument($large).AddArgument($state)
        $seen = [Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $null = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $seen)
            $deadline = [datetime]::UtcNow.AddSeconds(20)
            while ($seen.Count -lt 100 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 5 }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
            $seen.Count | Should -BeGreaterOrEqual 100
            $shell.Streams.Error.Count | Should -Be 0
        } finally {
            $shell.Dispose()
        }
        $calendar = $large | Connect-CalDav -Name large | Get-CalDavCalendar
        $records = $calendar | Sync-CalDavCollection -StatePath $state -Kind Added, Changed
        @($seen.Href) + @($records.Href) | Sort-Object -Unique | Should -HaveCount 5000
        ($calendar | Sync-CalDavCollection -StatePath $state -Kind Token).Mode | Should -Be Unchanged
        Disconnect-CalDav large
    }
}
