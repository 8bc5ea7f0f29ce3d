using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav.Profiles;
using CalDavSync.Errors;

namespace CalDavSync.Commands;

/// <summary>Shows the compatibility database: what servers are known for, and how a sync begins there.</summary>
[Cmdlet(VerbsCommon.Get, "CalDavServerProfile")]
[OutputType(typeof(CalDavServerProfile))]
public sealed class GetCalDavServerProfileCommand : CalDavCmdlet
{
    /// <summary>Names of servers; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServerProfileCompleter))]
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
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = NamePattern.IgnoringCase(name);
            IEnumerable<CalDavServerProfile> found = ServerProfiles.All.Where(profile => pattern.IsMatch(profile.Name));
            WriteObject(found.OrderBy(profile => profile.Name, System.StringComparer.OrdinalIgnoreCase).ToArray(), enumerateCollection: true);
            return;
        }

        try
        {
            WriteObject(ServerProfiles.Find(name));
        }
        catch (CalDavException error)
        {
            WriteError(ErrorRecords.From(error, name));
        }
    }
}
