using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using CmdletHost;
using Xunit;

namespace CalDavSync.Cmdlets.Tests.Commands;

/// <summary>Names scripts rely on: a change here is a change of the product.</summary>
public sealed class ParameterContractTests
{
    public static TheoryData<string, string> Parameters => new()
    {
        {
            "Connect-CalDav",
            "AllowUnencryptedAuthentication Anonymous Certificate ConnectionTimeoutSeconds Credential Headers MaximumRetryCount Name NoDiscovery NoProxy "
            + "OperationTimeoutSeconds Proxy ProxyCredential RetryIntervalSec ServerProfile SkipCertificateCheck Token Uri UseDefaultCredentials UserAgent"
        },
        { "Compare-CalDavCalendar", "Connection DifferenceCalendar IgnoreProperty IncludeEqual Quiet ReferenceCalendar" },
        { "Copy-CalDavCalendar", "Calendar Connection Destination Force MaximumDeletion Mirror NoScheduling OnConflict PassThru StatePath ThrottleLimit" },
        { "Disconnect-CalDav", "All Connection" },
        { "Export-CalDavCalendar", "AsSingleFile Calendar Connection NoClobber PassThru Path" },
        { "Import-CalDavCalendar", "Calendar Connection Force LiteralPath NoScheduling OnConflict Path ThrottleLimit" },
        { "Get-CalDavConnection", "Name" },
        { "Get-CalDavCalendar", "Component Connection Name Uri" },
        {
            "Sync-CalDavCollection",
            "BatchSize Calendar Connection Destination Force Full IncludeContent Kind MaximumDeletion PageSize StatePath Strategy SyncLevel SyncToken "
            + "SyncTokenVariable ThrottleLimit Uri UsePatch Verify"
        },
        { "Get-CalDavItem", "After Before Calendar Component Connection Href NoContent Summary Uid" },
        {
            "New-CalDavItem",
            "AllDay Calendar Category Component Connection Content Description End IfSyncToken Location RecurrenceRule Start Status Summary "
            + "TimeZone Uid"
        },
        {
            "Set-CalDavItem",
            "AllDay Calendar Category Connection Content Description End Force IfSyncToken Item Location PassThru RecurrenceRule Start Status "
            + "Summary TimeZone"
        },
        { "Remove-CalDavItem", "Calendar Connection Force IfSyncToken Item" },
        { "New-CalDavCalendar", "Color Component Connection Description DisplayName Name Order TimeZone" },
        { "Set-CalDavCalendar", "Calendar Color Connection Description DisplayName Order PassThru TimeZone" },
        { "Remove-CalDavCalendar", "Calendar Connection" },
        { "Get-CalDavSyncState", "Calendar Connection StatePath" },
        { "Reset-CalDavSyncState", "Calendar Connection StatePath" },
        { "Get-CalDavServerProfile", "Name" },
        { "Test-CalDavSyncSupport", "Calendar Connection Credential IncludeWriteTest Quiet ThrottleLimit Uri" },
        { "Start-CalDavSandbox", "Port Profile Quirk Seed" },
        { "Stop-CalDavSandbox", "Sandbox" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Each_command_has_exactly_these_parameters(string command, string expected) =>
        Assert.Equal(expected.Split(' '), Declared(command).Select(parameter => parameter.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Connect-CalDav", "Uri Credential")]
    [InlineData("Compare-CalDavCalendar", "ReferenceCalendar DifferenceCalendar")]
    [InlineData("Copy-CalDavCalendar", "Calendar Destination")]
    [InlineData("Disconnect-CalDav", "Connection")]
    [InlineData("Import-CalDavCalendar", "Path Calendar")]
    [InlineData("Export-CalDavCalendar", "Calendar Path")]
    [InlineData("Get-CalDavConnection", "Name")]
    [InlineData("Get-CalDavCalendar", "Name")]
    [InlineData("Sync-CalDavCollection", "Calendar")]
    [InlineData("Get-CalDavItem", "Calendar")]
    [InlineData("New-CalDavItem", "Calendar")]
    [InlineData("Set-CalDavItem", "Item")]
    [InlineData("Remove-CalDavItem", "Item")]
    [InlineData("New-CalDavCalendar", "Name")]
    [InlineData("Set-CalDavCalendar", "Calendar")]
    [InlineData("Remove-CalDavCalendar", "Calendar")]
    [InlineData("Get-CalDavSyncState", "Calendar")]
    [InlineData("Reset-CalDavSyncState", "Calendar")]
    [InlineData("Get-CalDavServerProfile", "Name")]
    [InlineData("Test-CalDavSyncSupport", "Uri Credential")]
    [InlineData("Start-CalDavSandbox", "Profile")]
    [InlineData("Stop-CalDavSandbox", "Sandbox")]
    public void These_are_positional(string command, string expected) => Assert.Equal(
        expected.Split(' '),
        Declared(command)
            .Select(parameter => (parameter.Name, Position: parameter.GetCustomAttributes<ParameterAttribute>().Max(declaration => declaration.Position)))
            .Where(parameter => parameter.Position >= 0)
            .OrderBy(parameter => parameter.Position)
            .Select(parameter => parameter.Name));

    [Theory]
    [InlineData("Connect-CalDav")]
    [InlineData("Compare-CalDavCalendar")]
    [InlineData("Copy-CalDavCalendar")]
    [InlineData("Export-CalDavCalendar")]
    [InlineData("Get-CalDavCalendar")]
    [InlineData("Sync-CalDavCollection")]
    [InlineData("Get-CalDavItem")]
    [InlineData("New-CalDavItem")]
    [InlineData("Set-CalDavItem")]
    [InlineData("Remove-CalDavItem")]
    [InlineData("New-CalDavCalendar")]
    [InlineData("Set-CalDavCalendar")]
    [InlineData("Remove-CalDavCalendar")]
    [InlineData("Get-CalDavSyncState")]
    [InlineData("Reset-CalDavSyncState")]
    [InlineData("Test-CalDavSyncSupport")]
    [InlineData("Stop-CalDavSandbox")]
    public void One_parameter_of_each_set_takes_pipeline_input(string command)
    {
        IReadOnlyList<ParameterAttribute> declarations = Declared(command).SelectMany(parameter => parameter.GetCustomAttributes<ParameterAttribute>()).ToArray();
        string[] sets = declarations.Select(declaration => declaration.ParameterSetName).Distinct().ToArray();
        if (sets.Length > 1) sets = sets.Where(set => set != ParameterAttribute.AllParameterSets).ToArray();
        Assert.All(sets, set => Assert.Single(
            declarations,
            declaration => declaration.ValueFromPipeline && (declaration.ParameterSetName == set || declaration.ParameterSetName == ParameterAttribute.AllParameterSets)));
    }

    [Fact]
    public void What_writes_or_deletes_can_be_tried_out()
    {
        string[] supporting = ModuleCommands.All.Values.Distinct()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)
            .Select(ModuleCommands.NameOf)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(
            new[]
            {
                "Copy-CalDavCalendar",
                "Export-CalDavCalendar",
                "Import-CalDavCalendar",
                "New-CalDavCalendar",
                "New-CalDavItem",
                "Remove-CalDavCalendar",
                "Remove-CalDavItem",
                "Reset-CalDavSyncState",
                "Set-CalDavCalendar",
                "Set-CalDavItem",
                "Sync-CalDavCollection",
                "Test-CalDavSyncSupport",
            },
            supporting);
    }

    [Fact]
    public void The_manifest_exports_what_there_is()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository(), "CalDavSync.psd1"));
        Assert.Equal(Listed(manifest, "CmdletsToExport"), ModuleCommands.All.Values.Distinct().Select(ModuleCommands.NameOf).Order(StringComparer.Ordinal));
        Assert.Equal(Listed(manifest, "AliasesToExport"), ModuleCommands.All.Where(command => command.Key != ModuleCommands.NameOf(command.Value)).Select(command => command.Key));
    }

    [Fact]
    public void Names_that_are_looked_up_can_be_completed()
    {
        PropertyInfo[] lookedUp = ModuleCommands.All.Values.Distinct()
            .SelectMany(Declared)
            .Where(parameter => parameter.Name is "Calendar" or "Connection" or "Profile" or "Quirk")
            .ToArray();
        Assert.NotEmpty(lookedUp);
        Assert.All(lookedUp, parameter => Assert.NotNull(parameter.GetCustomAttribute<ArgumentCompleterAttribute>()));
    }

    private static IEnumerable<PropertyInfo> Declared(string command) => Declared(ModuleCommands.All[command]);

    private static IEnumerable<PropertyInfo> Declared(Type command) => command.GetProperties().Where(property => property.GetCustomAttributes<ParameterAttribute>().Any());

    private static IEnumerable<string> Listed(string manifest, string key)
    {
        string list = Regex.Match(manifest, key + @"\s*=\s*@\(([^)]*)\)").Groups[1].Value;
        return Regex.Matches(list, "'([^']+)'").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    private static string Repository()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CalDavSync.psd1"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
