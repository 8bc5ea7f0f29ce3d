# Every output type as a table at 120 and at 80 columns and as a list, compared with the files in golden.
# After a wanted change of a view: $env:CALDAVSYNC_UPDATE_GOLDEN = 1; Invoke-Pester tests/Pester/Golden.Tests.ps1
BeforeDiscovery {
    $types = 'CalDavConnection', 'CalDavCalendar', 'CalDavSyncRecord', 'CalDavItem', 'CalDavSyncState', 'CalDavSandbox', 'CalDavSyncSupport',
        'CalDavSupportCheck', 'CalDavServerProfile', 'CalDavDifference', 'CalDavCopyResult', 'CalDavCopyRefusal'
    $views = foreach ($type in $types) { foreach ($shape in 'Table', 'Table80', 'List') { @{ Type = $type; Shape = $shape } } }
}

BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $rendering = $PSStyle.OutputRendering
    $culture = [cultureinfo]::CurrentCulture
    $PSStyle.OutputRendering = 'PlainText'
    [cultureinfo]::CurrentCulture = 'en-US'
    $ErrorActionPreference = 'Stop'
    $state = @{ StatePath = Join-Path $TestDrive state }

    $sandbox = Start-CalDavSandbox -Profile SOGo -Seed 2
    $old = Start-CalDavSandbox -Seed 0 | Connect-CalDav -Name old
    $new = Start-CalDavSandbox -Seed 0 | Connect-CalDav -Name new
    $work = Get-CalDavCalendar work -Connection $old
    $null = New-CalDavCalendar 'events-only' -DisplayName 'Events of the whole company' -Color '#2D7DD2' -Component VEVENT -Connection $new

    # Times without a zone: they read the same wherever the test runs.
    $day = 0
    foreach ($event in 'Dentist', 'Lunch with Zoë', 'Project review', 'Müllabfuhr') {
        $day++
        $text = "BEGIN:VCALENDAR`nVERSION:2.0`nPRODID:-//x//x//EN`nBEGIN:VEVENT`nUID:event-$day`nDTSTAMP:20260101T000000Z`n" +
            "DTSTART:2027050${day}T083000`nDURATION:PT45M`nSUMMARY:$event`nEND:VEVENT`nEND:VCALENDAR`n"
        $null = New-CalDavItem -Calendar $work -Content $text.Replace("`n", "`r`n")
    }
    $records = @($work | Sync-CalDavCollection @state -IncludeContent)
    $items = @($work | Get-CalDavItem | Sort-Object Uid)
    $items[0] | Set-CalDavItem -Summary 'A summary so long that it does not fit the column it is shown in, whatever the width' -Location Hall
    $items[1] | Remove-CalDavItem -Confirm:$false
    $null = $work | New-CalDavItem -Uid 'todo-1' -Summary 'Pack' -Component VTODO
    $records += $work | Sync-CalDavCollection @state -IncludeContent | Sort-Object Kind -Stable
    $copy = Get-CalDavCalendar events-only -Connection $new
    $copied = $work | Copy-CalDavCalendar -Destination $copy @state -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
    $copy | Get-CalDavItem -Uid $items[2].Uid | Set-CalDavItem -Location 'Another place'
    $support = Test-CalDavSyncSupport -Connection $old

    $objects = @{
        CalDavConnection = $old, $new
        CalDavCalendar = @($work) + @(Get-CalDavCalendar -Connection $new)
        CalDavSyncRecord = $records
        CalDavItem = @($work | Get-CalDavItem | Sort-Object Uid)
        CalDavSyncState = Get-CalDavSyncState @state
        CalDavSandbox = $sandbox
        CalDavSyncSupport = $support
        CalDavSupportCheck = $support.Checks
        CalDavServerProfile = Get-CalDavServerProfile S*
        CalDavDifference = Compare-CalDavCalendar $work $copy -IncludeEqual | Sort-Object Uid
        CalDavCopyResult = $copied
        CalDavCopyRefusal = $copied.Refusals
    }

    # What differs from run to run keeps its width, because columns take theirs from it.
    function Get-Steady([string] $Text) {
        $Text = $Text.Replace($TestDrive, 'TestDrive:')
        $Text = $Text -replace '(?<=127\.0\.0\.1:)\d{5}', '50000' -replace '(?<=Port +: )\d{5}', '50000'
        $Text = $Text -replace '(?<=/sync/|")[0-9a-f]{12}(?=[/-])', 'abcdefabcdef' -replace '(?<=…)[0-9a-f]{6}(?=/)', 'abcdef'
        $Text = $Text -replace 'TestDrive:[\\/]state[\\/]127\.0\.0\.1-alice-work-[0-9a-f]{16}', 'TestDrive:/state/work'
        $Text = $Text -replace '\b\d+\.\d s\b', '0.0 s' -replace '(?<=BytesReceived +: ).*', '1 KiB'
        $Text = $Text -replace '(?m)^ *\d+(?= (old|new) )', '  1' -replace '(?m)^(Id +: )\d+', '${1}1'
        $today = '(?:{0:yyyy-MM-dd}|{1:yyyy-MM-dd})' -f [datetime]::Now, [datetime]::Now.AddDays(-1)
        $Text = $Text -replace "$today \d\d:\d\d", '2026-01-01 00:00' -replace '(?<=(Timestamp|LastSync|LastModified) +: )\S.*', 'now'
        ($Text -split '\r?\n' | ForEach-Object TrimEnd) -join "`n"
    }
}

AfterAll {
    Disconnect-CalDav -All
    Remove-Module CalDavSync
    $PSStyle.OutputRendering = $rendering
    [cultureinfo]::CurrentCulture = $culture
}

Describe 'The <Shape> of <Type>' -ForEach $views {
    It 'is as agreed' {
        $value = $objects[$Type]
        $value | Should -Not -BeNullOrEmpty
        $width = $Shape -eq 'Table80' ? 80 : 120
        $text = Get-Steady (($value | & "Format-$($Shape.TrimEnd('80'))") | Out-String -Width $width)
        $text -split '\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual $width }
        $file = Join-Path $PSScriptRoot "golden/$Type.$Shape.txt"
        if ($env:CALDAVSYNC_UPDATE_GOLDEN) { [IO.File]::WriteAllText($file, $text) }
        $text | Should -BeExactly ((Get-Content -LiteralPath $file -Raw) -replace '\r')
    }
}

Describe 'Views' {
    It 'are there for every type that comes out' {
        $shown = (Get-FormatData 'CalDavSync.*').TypeNames
        $out = (Get-Command -Module CalDavSync -CommandType Cmdlet).OutputType.Type | Where-Object FullName -Like 'CalDavSync.*' | Sort-Object -Unique FullName
        foreach ($type in $out) { @($type.FullName; $type.BaseType.FullName) | Where-Object { $_ -in $shown } | Should -Not -BeNullOrEmpty -Because $type.Name }
    }
}
