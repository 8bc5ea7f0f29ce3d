using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Migration.Files;
using CalDavSync.Migration.Import;
using CalDavSync.Migration.Writing;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Imports calendar files: one item or many in each, with their time zones.</summary>
[Cmdlet(VerbsData.Import, "CalDavCalendar", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(CalDavCopyResult))]
public sealed class ImportCalDavCalendarCommand : CopyingCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private readonly List<string> _sources = new();
    private readonly List<string> _files = new();
    private CalendarImport? _import;
    private Permission _permission = Permission.Refused;

    /// <summary>Files, or folders whose .ics files are meant; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files or folders, exactly as named.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The calendar to import into, its name or its address.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Destination")]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [ValidateNotNull]
    public CalendarReference? Calendar { get; set; }

    /// <summary>Overwrite without a condition where the server refuses its own entity tags.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Importing items";
        RunPumped(FindAsync, Calendar);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_import is null) return;
        foreach (string path in (LiteralPath ?? Path)!)
        {
            try
            {
                string[] found = CalendarPaths.Resolve(SessionState, path, isLiteral: LiteralPath is not null).ToArray();
                _sources.AddRange(found);
                _files.AddRange(found.SelectMany(CalendarFile.Find));
            }
            catch (CalendarFileException error)
            {
                WriteError(ErrorRecords.From(error, path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_import is not null) RunPumped(stop => ImportAsync(_import, stop));
        base.EndProcessing();
    }

    private async Task ImportAsync(CalendarImport import, CancellationToken stop)
    {
        await import.RunAsync(_files, stop).ConfigureAwait(false);
        Emit(import.Finish(_sources.Count == 1 ? _sources[0] : $"{_sources.Count} files"));
    }

    private async Task FindAsync(CancellationToken stop)
    {
        IReadOnlyList<ResolvedCalendar> calendars = await Calendars.ResolveAsync(Calendar!, Connection, stop).ConfigureAwait(false);
        if (calendars.Count != 1) throw new CalendarNotFoundException($"-Calendar '{Calendar}' means {calendars.Count} calendars; an import needs one.");
        ResolvedCalendar target = calendars[0];
        _permission = await Out.InvokeAsync(() => Ask($"Import into {target.Calendar}")).ConfigureAwait(false);
        if (_permission == Permission.Refused) return;
        var options = new PlacementOptions { OnConflict = OnConflict, NoScheduling = NoScheduling, Force = Force, DryRun = _permission == Permission.DryRun };
        _import = new CalendarImport(target.Client, target.Calendar, options, ThrottleLimit, new CopyObserver(Out, (_, _) => false), Out.Log);
    }
}
