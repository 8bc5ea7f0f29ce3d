<#
.SYNOPSIS
Emits the changes of a calendar since the last run, for a job that has no disk of its own: the token is kept where you keep your data.
.DESCRIPTION
The token is read from a file here; put your database or key-value store in its place. It is written only after every change was
processed, so a job that dies repeats changes and never loses one. A token the server does not know any more starts from the beginning.
.EXAMPLE
./stateless-job.ps1 -Uri https://dav.example.org/ -Credential job -Calendar work -TokenFile token.txt | ForEach-Object { "$($_.Kind) $($_.Summary)" }
#>
#Requires -Version 7.4
#Requires -Modules CalDavSync
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [pscredential] $Credential,
    [Parameter(Mandatory)] [string] $Calendar,
    [Parameter(Mandatory)] [string] $TokenFile
)
$connection = Connect-CalDav $Uri -Credential $Credential -ErrorAction Stop
try {
    $token = if (Test-Path -LiteralPath $TokenFile) { Get-Content -LiteralPath $TokenFile -Raw -ErrorAction Stop }
    $records = @(Sync-CalDavCollection $Calendar -Connection $connection -SyncToken $token -IncludeContent -ErrorAction SilentlyContinue -ErrorVariable failed)
    if ($failed.FullyQualifiedErrorId -match '^SyncTokenRejected') {
        Write-Warning 'The server does not know the token any more; everything is reported as it is now.'
        $records = @(Sync-CalDavCollection $Calendar -Connection $connection -SyncToken '' -IncludeContent -ErrorVariable failed)
    }
    $records | Where-Object Kind -NE Token
    if ($records -and -not $failed) { Set-Content -LiteralPath $TokenFile $records[-1].SyncToken -NoNewline -ErrorAction Stop }
} finally {
    $connection | Disconnect-CalDav
}
exit [int]($failed.Count -gt 0)
