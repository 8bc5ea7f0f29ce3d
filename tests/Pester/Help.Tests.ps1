BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..'
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $root 'CalDavSync.psd1')) -Force
    $commands = @(Get-Command -Module CalDavSync -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name } })
    $platyPS = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)
}

BeforeAll {
    $root = Join-Path $PSScriptRoot '../..'
    Import-Module ($env:CALDAVSYNC_MODULE ?? (Join-Path $root 'CalDavSync.psd1')) -Force
    $common = [Management.Automation.PSCmdlet]::CommonParameters
}

AfterAll { Remove-Module CalDavSync }

Describe 'Get-Help <Name>' -ForEach $commands {
    BeforeAll { $help = Get-Help $Name -Full }

    It 'has a synopsis of its own' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis.Trim() | Should -Not -BeLike "$Name *"
    }

    It 'has three examples at least' { @($help.examples.example).Count | Should -BeGreaterOrEqual 3 }

    It 'describes every parameter and no other' {
        $described = @($help.parameters.parameter | Where-Object { $_.description.Text -join '' } | ForEach-Object name | Sort-Object)
        $there = @((Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $described | Should -Be $there
    }

    It 'says of every parameter how the pipeline binds it' {
        foreach ($parameter in $help.parameters.parameter) {
            $sets = (Get-Command $Name).Parameters[$parameter.name].ParameterSets.Values
            $parameter.pipelineInput -match 'ByValue' | Should -Be ($true -in $sets.ValueFromPipeline) -Because $parameter.name
            $parameter.pipelineInput -match 'ByPropertyName' | Should -Be ($true -in $sets.ValueFromPipelineByPropertyName) -Because $parameter.name
        }
    }

    It 'shows the syntax PowerShell knows' {
        $shown = @($help.syntax.syntaxItem).Count
        $shown | Should -Be @((Get-Command $Name).ParameterSets).Count
    }

    It 'is a sound page for PlatyPS' -Skip:(-not $platyPS) {
        Import-Module Microsoft.PowerShell.PlatyPS
        Test-MarkdownCommandHelp (Join-Path $root "docs/en-US/$Name.md") | Should -BeTrue
    }
}

Describe 'Topics' {
    It '<_> can be read' -ForEach 'about_CalDavSync', 'about_CalDavSync_Servers', 'about_CalDavSync_Tokens_and_State', 'about_CalDavSync_Migration' {
        Get-Help $_ | Should -BeLike "*TOPIC*$_*"
    }
}
