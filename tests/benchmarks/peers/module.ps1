# Contestant: the module in a real PowerShell. Reads the names of steps, answers "ok <seconds> <items>" for each.
# usage: pwsh -File module.ps1 CALENDAR USER PASSWORD STATE-FOLDER
param([uri] $Calendar, [string] $User, [string] $Password, [string] $StatePath)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../../CalDavSync.psd1')
$credential = [pscredential]::new($User, (ConvertTo-SecureString $Password -AsPlainText -Force))
$target = Connect-CalDav -Uri $Calendar -Credential $credential -NoDiscovery | Get-CalDavCalendar -Uri $Calendar
$state = @{ StatePath = $StatePath }
$steps = @{
    listing  = { $target | Reset-CalDavSyncState @state -Confirm:$false; $target | Sync-CalDavCollection @state }
    initial  = { $target | Reset-CalDavSyncState @state -Confirm:$false; $target | Sync-CalDavCollection @state -IncludeContent }
    nochange = { $target | Sync-CalDavCollection @state -IncludeContent }
    changes  = { $target | Sync-CalDavCollection @state -IncludeContent }
}
[Console]::WriteLine("ready PowerShell $($PSVersionTable.PSVersion)")
while ($step = [Console]::In.ReadLine()) {
    try {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $records = @(& $steps[$step.Trim()])
        $seconds = $clock.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        [Console]::WriteLine("ok $seconds $(@($records | Where-Object Kind -NE Token).Count)")
    } catch {
        [Console]::WriteLine("error $_")
    }
}
