@{
    RootModule           = 'bin/CalDavSync.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '7f0e1c52-9a4b-4f6d-8c35-2f6a5d1b9e70'
    Author               = 'CalDavSync contributors'
    CompanyName          = 'CalDavSync contributors'
    Copyright            = '(c) CalDavSync contributors. MIT licensed.'
    Description          = 'Keeps scripts in step with CalDAV collections: what was added, changed and deleted since last time, with a token to continue from, on every server.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('bin/CalDavSync.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Compare-CalDavCalendar'
        'Connect-CalDav'
        'Copy-CalDavCalendar'
        'Disconnect-CalDav'
        'Export-CalDavCalendar'
        'Get-CalDavCalendar'
        'Get-CalDavConnection'
        'Get-CalDavItem'
        'Get-CalDavServerProfile'
        'Get-CalDavSyncState'
        'Import-CalDavCalendar'
        'New-CalDavCalendar'
        'New-CalDavItem'
        'Remove-CalDavCalendar'
        'Remove-CalDavItem'
        'Reset-CalDavSyncState'
        'Set-CalDavCalendar'
        'Set-CalDavItem'
        'Start-CalDavSandbox'
        'Stop-CalDavSandbox'
        'Sync-CalDavCollection'
        'Test-CalDavSyncSupport'
    )
    VariablesToExport    = @()
    AliasesToExport      = @('Sync-CalDavCalendar')
    FileList             = @(
        'CHANGELOG.md'
        'CalDavSync.psd1'
        'LICENSE'
        'README.md'
        'bin/CalDavSync.Core.dll'
        'bin/CalDavSync.Format.ps1xml'
        'bin/CalDavSync.Sandbox.dll'
        'bin/CalDavSync.dll'
        'docs/icon.png'
        'en-US/CalDavSync.dll-Help.xml'
        'en-US/about_CalDavSync.help.txt'
        'en-US/about_CalDavSync_Migration.help.txt'
        'en-US/about_CalDavSync_Servers.help.txt'
        'en-US/about_CalDavSync_Tokens_and_State.help.txt'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('CalDAV', 'WebDAV', 'calendar', 'sync', 'iCalendar', 'RFC6578', 'migration', 'backup', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/caldavsync/caldavsync'
            LicenseUri   = 'https://github.com/caldavsync/caldavsync/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/caldavsync/caldavsync/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/caldavsync/caldavsync/blob/main/CHANGELOG.md'
        }
    }
}
