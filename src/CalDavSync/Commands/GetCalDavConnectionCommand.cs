using System.Linq;
using System.Management.Automation;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Lists the open connections of this session.</summary>
[Cmdlet(VerbsCommon.Get, "CalDavConnection")]
[OutputType(typeof(CalDavConnection))]
public sealed class GetCalDavConnectionCommand : CalDavCmdlet
{
    /// <summary>Names of connections; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = { "*" };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name) WriteMatching(name);
    }

    private void WriteMatching(string name)
    {
        CalDavConnection[] found = ConnectionRegistry.Current.Open.Where(new ConnectionReference(name).IsNameOf).ToArray();
        WildcardPattern pattern = NamePattern.IgnoringCase(name);
        if (found.Length == 0) found = ConnectionRegistry.Current.Open.Where(open => pattern.IsMatch(open.Name)).ToArray();
        WriteObject(found, enumerateCollection: true);
        if (found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name)) return;
        WriteError(ErrorRecords.From(new NotConnectedException($"There is no connection '{name}'."), name));
    }
}
