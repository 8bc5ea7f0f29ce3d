BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    function Get-Failure([scriptblock] $Script) { try { & $Script } catch { return $_ } }
}

AfterAll { Remove-Module CalDavSync }

Describe 'Connections' {
    BeforeAll {
        $sandbox = Start-CalDavSandbox -Seed 3
        $first = $sandbox | Connect-CalDav -Name first
        $second = Connect-CalDav $sandbox.Uri $sandbox.Credential -Name second
    }

    AfterAll {
        Disconnect-CalDav -All
        $sandbox | Stop-CalDavSandbox
    }

    It 'are given by <Kind>' -ForEach @(
        @{ Kind = 'object'; Reference = { $first } }, @{ Kind = 'name'; Reference = { 'FIRST' } }
        @{ Kind = 'pattern'; Reference = { 'fir*' } }, @{ Kind = 'pipeline'; Reference = { $null } }
    ) {
        $reference = & $Reference
        $calendar = if ($reference) { Get-CalDavCalendar -Connection $reference } else { $first | Get-CalDavCalendar }
        $calendar.Connection.Name | Should -Be 'first'
    }

    It 'default to the latest' { (Get-CalDavCalendar).Connection | Should -Be $second }

    It 'are listed by pattern' { (Get-CalDavConnection f*).Name | Should -Be 'first' }

    It 'complete by name' { (TabExpansion2 'Get-CalDavCalendar -Connection f').CompletionMatches.CompletionText | Should -Be 'first' }

    It 'complete calendars that were listed' {
        $null = Get-CalDavCalendar
        (TabExpansion2 'Sync-CalDavCollection w').CompletionMatches.CompletionText | Should -Be 'work'
    }

    It 'are not shared with parallel runspaces, but can be used there' {
        $module = (Get-Module CalDavSync).Path -replace 'bin.CalDavSync.dll$', 'CalDavSync.psd1'
        $seen = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:module
            @(Get-CalDavConnection).Count
            ($using:first | Get-CalDavCalendar).Name
        }
        $seen | Sort-Object -Unique | Should -Be 0, 'work'
    }
}

Describe 'Another copy of the module' {
    It 'is imported beside this one without an error' {
        $root = Split-Path (Split-Path (Get-Module CalDavSync).Path)
        $copy = New-Item -ItemType Directory "$TestDrive/CalDavSync"
        Copy-Item "$root/CalDavSync.psd1", "$root/bin" $copy -Recurse
        # A runspace of its own: the tests behind this one want one copy.
        $shell = [powershell]::Create()
        $null = $shell.AddScript('$args | Import-Module -ErrorAction Stop; Start-CalDavSandbox | Stop-CalDavSandbox').AddArgument("$root/CalDavSync.psd1").AddArgument("$copy/CalDavSync.psd1")
        $null = $shell.Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $shell.Dispose()
    }
}

Describe 'The exchange with -Debug' {
    It 'needs nobody to answer prompts, and shows no secret' {
        $sandbox = Start-CalDavSandbox -Seed 2
        try {
            $stream = & {
                $sandbox | Connect-CalDav -Name debug -Debug
                # Before PowerShell 7.6 -Debug makes every command that writes ask, unless told not to.
                Get-CalDavCalendar -Connection debug -Debug | Sync-CalDavCollection -SyncToken '' -IncludeContent -Debug -Confirm:$false
            } 5>&1
        } finally {
            Get-CalDavConnection debug | Disconnect-CalDav
            $sandbox | Stop-CalDavSandbox
        }
        $text = $stream | Where-Object { $_ -is [Management.Automation.DebugRecord] } | Out-String -Width 1000
        $text | Should -Match 'Authorization: Basic \*\*\*'
        $text | Should -Match 'debug has 1 calendar\.'
        $text | Should -Not -Match ([regex]::Escape($sandbox.Credential.GetNetworkCredential().Password))
        $text | Should -Not -Match ([regex]::Escape([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($sandbox.Credential.UserName):$($sandbox.Credential.GetNetworkCredential().Password)"))))
        @($stream | Where-Object Kind -eq Added).Count | Should -Be 2
    }
}

Describe 'Errors' {
    It 'say that nothing is connected' {
        $failure = Get-Failure { Get-CalDavCalendar }
        $failure.FullyQualifiedErrorId | Should -Be 'NotConnected,CalDavSync.Commands.GetCalDavCalendarCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-CalDav'
    }

    It 'name the server that is not there and end the command' {
        $failure = Get-Failure { Connect-CalDav http://127.0.0.1:1/ -Anonymous -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -Be 'ServerUnreachable,CalDavSync.Commands.ConnectCalDavCommand'
        $failure.TargetObject | Should -Be ([uri]'http://127.0.0.1:1/')
        $failure.Exception | Should -BeOfType CalDavSync.Errors.ConnectionFailedException
    }

    It 'refuse a wrong password' {
        $sandbox = Start-CalDavSandbox
        $wrong = [pscredential]::new('alice', (ConvertTo-SecureString 'wrong' -AsPlainText))
        (Get-Failure { Connect-CalDav $sandbox.Uri -Credential $wrong }).FullyQualifiedErrorId |
            Should -Be 'AuthenticationFailed,CalDavSync.Commands.ConnectCalDavCommand'
        $sandbox | Stop-CalDavSandbox
    }
}

Describe 'Progress' {
    BeforeAll {
        $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
        # The progress of a script in a shell of its own; what ends it early does not matter here.
        function Get-Progress([string] $Script, $Argument) {
            $shell = [powershell]::Create().AddScript("param(`$manifest, `$argument) Import-Module `$manifest; $Script").AddArgument($manifest).AddArgument($Argument)
            try { $null = $shell.Invoke() } catch [Management.Automation.MethodInvocationException] { $null = $_ }
            $shell.Streams.Progress.ReadAll()
            $shell.Dispose()
        }
    }

    It 'tells of a server that does not answer, and is closed when the command fails' {
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $address = "http://$($listener.LocalEndpoint)/"
        try {
            $seen = @(Get-Progress 'Connect-CalDav $argument -Anonymous -NoDiscovery -OperationTimeoutSeconds 2 -MaximumRetryCount 0' $address)
        } finally {
            $listener.Stop()
        }
        $seen[0].Activity | Should -Be 'Connecting'
        $seen[0].StatusDescription | Should -Be $address
        $seen[-1].RecordType | Should -Be 'Completed'
    }

    It 'counts items from the pipeline, and is closed when an earlier command fails' {
        $sandbox = Start-CalDavSandbox -Seed 3
        $script = '$null = $argument | Connect-CalDav -Name p; $items = Get-CalDavItem work
            & { $items[0]; Start-Sleep -Milliseconds 300; $items[1]; throw "the source fails" } | Set-CalDavItem -Location here'
        $seen = @(Get-Progress $script $sandbox | Where-Object ActivityId -In 1, 2 | Where-Object { $_.Activity -in 'Changing items', 'p/work' })
        $seen.StatusDescription | Should -Contain 'Changed items: 1'
        @($seen | Where-Object RecordType -EQ Completed).Count | Should -Be 2
        $seen[-1].RecordType | Should -Be 'Completed'
        $sandbox | Stop-CalDavSandbox
    }
}

Describe 'Stopping' {
    It 'ends a connect to a silent server at once' {
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $shell = [powershell]::Create()
        try {
            $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
            $null = $shell.AddScript('param($manifest, $uri) Import-Module $manifest; Connect-CalDav $uri -Anonymous').AddArgument($manifest).AddArgument("http://$($listener.LocalEndpoint)/")
            $null = $shell.BeginInvoke()
            $client = $listener.AcceptTcpClient()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
            $shell.Streams.Error.Count | Should -Be 0
            $client.Dispose()
        } finally {
            $shell.Dispose()
            $listener.Stop()
        }
    }

    It 'a copy half-way loses and doubles nothing' {
        $old = Start-CalDavSandbox -Seed 4000
        $new = Start-CalDavSandbox -Seed 0
        $null = $old | Connect-CalDav -Name old
        $null = $new | Connect-CalDav -Name new
        $state = Join-Path $TestDrive copy
        $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
        $script = 'param($manifest, $old, $new, $state) Import-Module $manifest; $old | Connect-CalDav -Name old; $new | Connect-CalDav -Name new; Copy-CalDavCalendar old/work new -StatePath $state -ThrottleLimit 1'
        $shell = [powershell]::Create().AddScript($script).AddArgument($manifest).AddArgument($old).AddArgument($new).AddArgument($state)
        try {
            $null = $shell.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(20)
            do { $there = @(Get-CalDavItem work -Connection new -NoContent).Count } until ($there -ge 50 -or [datetime]::UtcNow -gt $deadline)
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
            $shell.Streams.Error.Count | Should -Be 0
        } finally {
            $shell.Dispose()
        }
        $there = @(Get-CalDavItem work -Connection new -NoContent).Count
        $there | Should -BeGreaterOrEqual 50
        $there | Should -BeLessThan 4000
        $result = Copy-CalDavCalendar old/work new -StatePath $state
        $result.Created + $result.Skipped | Should -Be 4000
        $result.Skipped | Should -BeGreaterOrEqual $there -Because 'what had arrived is not written again'
        $result.Updated, $result.Refused, $result.Removed | Should -Be 0, 0, 0
        Compare-CalDavCalendar old/work new/work | Should -BeNullOrEmpty
        @(Get-CalDavItem work -Connection new -NoContent).Count | Should -Be 4000
        (Copy-CalDavCalendar old/work new -StatePath $state).Skipped | Should -Be 4000
        Disconnect-CalDav -All
        $old, $new | Stop-CalDavSandbox
    }

    It 'of the module closes connections and sandboxes' {
        $shell = [powershell]::Create()
        $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
        $script = 'param($manifest) Import-Module $manifest; $s = Start-CalDavSandbox; $c = $s | Connect-CalDav; Remove-Module CalDavSync; $s.IsRunning; $c.IsOpen'
        $shell.AddScript($script).AddArgument($manifest).Invoke() | Should -Be $false, $false
        $shell.Dispose()
    }
}

Describe 'An error that ends the command' {
    BeforeAll { $wrong = @{ Uri = 'http://127.0.0.1:1/'; Anonymous = $true; MaximumRetryCount = 0 } }

    It 'ends the script too with -ErrorAction Stop, and only then' {
        $script = 'param($manifest, $wrong, $action) Import-Module $manifest; Connect-CalDav @wrong -ErrorAction $action; "went on"'
        $manifest = (Get-Module CalDavSync).ModuleBase + '/CalDavSync.psd1'
        $shell = [powershell]::Create().AddScript($script).AddArgument($manifest).AddArgument($wrong).AddArgument('Continue')
        try { $shell.Invoke() | Should -Be 'went on' } finally { $shell.Dispose() }
        $shell = [powershell]::Create().AddScript($script).AddArgument($manifest).AddArgument($wrong).AddArgument('Stop')
        try { { $shell.Invoke() } | Should -Throw '*No connection to 127.0.0.1:1*' } finally { $shell.Dispose() }
    }

    It 'is caught by its type with <_>' -ForEach 'Continue', 'Stop' {
        $action = $_
        $caught = try { Connect-CalDav @wrong -ErrorAction $action } catch [CalDavSync.Errors.ConnectionFailedException] { $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'ServerUnreachable,CalDavSync.Commands.ConnectCalDavCommand'
        $caught.Exception | Should -BeOfType CalDavSync.Errors.ConnectionFailedException
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
