using System.Management.Automation;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Closes connections: those given, the latest one, or all of this session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CalDav", DefaultParameterSetName = ConnectionSet)]
public sealed class DisconnectCalDavCommand : CalDavCmdlet
{
    private const string ConnectionSet = "Connection";
    private const string AllSet = "All";

    /// <summary>Connections, their names (wildcards are allowed) or addresses; without any, the latest one is closed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ConnectionSet)]
    [ConnectionReferenceTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public ConnectionReference[]? Connection { get; set; }

    /// <summary>Closes every connection of this session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (ConnectionReference reference in Connection ?? System.Array.Empty<ConnectionReference>()) Close(reference);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (All)
        {
            ConnectionRegistry.Current.CloseAll();
        }
        else if (Connection is null && !MyInvocation.ExpectingInput)
        {
            Close(null);
        }
    }

    private void Close(ConnectionReference? reference)
    {
        try
        {
            ConnectionRegistry registry = ConnectionRegistry.Current;
            CalDavConnection[] meant = reference is null ? new[] { registry.Get(null) } : System.Linq.Enumerable.ToArray(registry.FindAll(reference));
            foreach (CalDavConnection connection in meant) ConnectionSession.Find(connection)?.Close();
        }
        catch (NotConnectedException error)
        {
            WriteError(ErrorRecords.From(error, reference?.ToString()));
        }
    }
}
