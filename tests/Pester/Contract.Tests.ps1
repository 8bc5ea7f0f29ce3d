BeforeDiscovery {
    $commands = @(
        @{ Name = 'Compare-CalDavCalendar'; Parameters = 'Connection DifferenceCalendar IgnoreProperty IncludeEqual Quiet ReferenceCalendar'; Output = 'CalDavDifference System.Boolean' }
        @{ Name = 'Copy-CalDavCalendar'; Parameters = 'Calendar Confirm Connection Destination Force MaximumDeletion Mirror NoScheduling OnConflict PassThru StatePath ThrottleLimit WhatIf'; Output = 'CalDavCalendar CalDavCopyResult' }
        @{ Name = 'Import-CalDavCalendar'; Parameters = 'Calendar Confirm Connection Force LiteralPath NoScheduling OnConflict Path ThrottleLimit WhatIf'; Output = 'CalDavCopyResult' }
        @{ Name = 'Export-CalDavCalendar'; Parameters = 'AsSingleFile Calendar Confirm Connection NoClobber PassThru Path WhatIf'; Output = 'System.IO.FileInfo' }
        @{ Name = 'Connect-CalDav'; Parameters = 'AllowUnencryptedAuthentication Anonymous Certificate ConnectionTimeoutSeconds Credential Headers MaximumRetryCount Name NoDiscovery NoProxy OperationTimeoutSeconds Proxy ProxyCredential RetryIntervalSec ServerProfile SkipCertificateCheck Token Uri UseDefaultCredentials UserAgent'; Output = 'CalDavConnection' }
        @{ Name = 'Disconnect-CalDav'; Parameters = 'All Connection'; Output = '' }
        @{ Name = 'Get-CalDavConnection'; Parameters = 'Name'; Output = 'CalDavConnection' }
        @{ Name = 'Get-CalDavCalendar'; Parameters = 'Component Connection Name Uri'; Output = 'CalDavCalendar' }
        @{ Name = 'Sync-CalDavCollection'; Parameters = 'BatchSize Calendar Confirm Connection Destination Force Full IncludeContent Kind MaximumDeletion PageSize StatePath Strategy SyncLevel SyncToken SyncTokenVariable ThrottleLimit Uri UsePatch Verify WhatIf'; Output = 'CalDavChange CalDavDeletion CalDavSyncToken' }
        @{ Name = 'Get-CalDavSyncState'; Parameters = 'Calendar Connection StatePath'; Output = 'CalDavSyncState' }
        @{ Name = 'Reset-CalDavSyncState'; Parameters = 'Calendar Confirm Connection StatePath WhatIf'; Output = '' }
        @{ Name = 'Get-CalDavServerProfile'; Parameters = 'Name'; Output = 'CalDavServerProfile' }
        @{ Name = 'Test-CalDavSyncSupport'; Parameters = 'Calendar Confirm Connection Credential IncludeWriteTest Quiet ThrottleLimit Uri WhatIf'; Output = 'CalDavSyncSupport System.Boolean' }
        @{ Name = 'Start-CalDavSandbox'; Parameters = 'Port Profile Quirk Seed'; Output = 'CalDavSandbox' }
        @{ Name = 'Stop-CalDavSandbox'; Parameters = 'Sandbox'; Output = '' }
    )
}

BeforeAll {
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $PSScriptRoot '../../CalDavSync.psd1')) -Force
    $base = (Get-Module CalDavSync).ModuleBase
    $manifestPath = Join-Path $base CalDavSync.psd1
    $common = [Management.Automation.PSCmdlet]::CommonParameters
}

Describe 'The manifest' {
    It 'is valid and exports what there is' {
        $manifest = Test-ModuleManifest $manifestPath
        $manifest.ExportedCmdlets.Keys | Sort-Object | Should -Be ((Get-Command -Module CalDavSync -CommandType Cmdlet).Name | Sort-Object)
        $manifest.ExportedAliases.Keys | Should -Be 'Sync-CalDavCalendar'
        (Get-Command Sync-CalDavCalendar).ResolvedCommandName | Should -Be 'Sync-CalDavCollection'
    }

    It 'uses approved verbs only' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module CalDavSync -CommandType Cmdlet).Verb | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn $approved }
    }

    It 'lists every file of the package' {
        $listed = (Import-PowerShellDataFile $manifestPath).FileList
        foreach ($file in $listed) { Join-Path $base $file | Should -Exist }
        $made = Get-ChildItem (Join-Path $base bin), (Join-Path $base en-US) -File | Where-Object { $_.Extension -ne '.pdb' -and "$($_.Name)" -notmatch '^CalDavSync[.\w]*(?<!Help)\.xml$' }
        $made | ForEach-Object { $_.FullName.Substring($base.Length + 1).Replace('\', '/') } | Should -BeIn $listed
        if ($env:CALDAVSYNC_MODULE) {
            $shipped = Get-ChildItem $base -File -Recurse | ForEach-Object { $_.FullName.Substring($base.Length + 1).Replace('\', '/') }
            $shipped | Sort-Object | Should -Be ($listed | Sort-Object)
        }
    }

    It 'has what the gallery shows' {
        $data = (Test-ModuleManifest $manifestPath).PrivateData.PSData
        $data.Tags | Should -Contain 'CalDAV'
        $data.ProjectUri, $data.LicenseUri, $data.IconUri, $data.ReleaseNotes | Should -Match '^https://'
    }

    It 'ships no file of others' {
        Get-ChildItem (Join-Path $base bin) -Filter *.dll | ForEach-Object BaseName | Should -Match '^CalDavSync'
    }
}

Describe '<Name>' -ForEach $commands {
    BeforeAll { $command = Get-Command $Name -Module CalDavSync }

    It 'has exactly its parameters' {
        $own = $command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
        $own | Should -Be ($Parameters -split ' ')
    }

    It 'declares what it returns' {
        ($command.OutputType.Name -replace '^CalDavSync\.' | Sort-Object) -join ' ' | Should -Be $Output
    }

    It 'has one parameter for pipeline input in each set at most' {
        foreach ($set in $command.ParameterSets) { @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 -Because $set.Name }
    }
}

Describe 'Parameter sets' {
    It 'of <Name> all take pipeline input' -ForEach @(
        @{ Name = 'Connect-CalDav' }, @{ Name = 'Get-CalDavCalendar' }, @{ Name = 'Sync-CalDavCollection' }
        @{ Name = 'Get-CalDavSyncState' }, @{ Name = 'Reset-CalDavSyncState' }, @{ Name = 'Stop-CalDavSandbox' }, @{ Name = 'Test-CalDavSyncSupport' }
    ) {
        foreach ($set in (Get-Command $Name).ParameterSets) { @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -Be 1 -Because $set.Name }
    }
}
