using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Migration.Export;
using CalDavSync.Migration.Reading;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Writes calendars to files: one for each item, or one for each calendar.</summary>
[Cmdlet(VerbsData.Export, "CalDavCalendar", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCalDavCalendarCommand : ConnectedCmdlet
{
    private ExportTarget? _target;

    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>The folder to write to; each calendar gets a subfolder, or with -AsSingleFile a file. With -AsSingleFile also the name of the one file, ending in .ics.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Write each calendar as one file.</summary>
    [Parameter]
    public SwitchParameter AsSingleFile { get; set; }

    /// <summary>Fail for a calendar whose file, or whose folder with files in it, is there already.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Emit the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Exporting calendars";
        try
        {
            string path = FileSystemPath.Resolve(SessionState, Path!, (message, cause) => new DestinationUnavailableException(message, cause));
            _target = new ExportTarget(path, AsSingleFile, NoClobber);
        }
        catch (CalDavException error)
        {
            Fail(error, Path);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunPumped(stop => ForEachCalendarAsync(Calendar!, ExportAsync, stop));

    private async Task ExportAsync(ResolvedCalendar resolved, CancellationToken stop)
    {
        string target = _target!.Claim(resolved.Calendar);
        if (!await Out.InvokeAsync(() => ShouldProcess($"{resolved.Calendar} to '{target}'", "Export calendar")).ConfigureAwait(false)) return;
        CalendarSide side = Side(resolved);
        if (AsSingleFile)
        {
            int items = await new SingleFileExport(side, target, Out.WriteFailure).RunAsync(stop).ConfigureAwait(false);
            Out.Log.Verbose($"{resolved.Calendar}: {items} items in '{target}'.");
            Emit(target);
            return;
        }

        IReadOnlyList<string> others = await new FolderExport(side, target, Emit, Out.WriteFailure).RunAsync(stop).ConfigureAwait(false);
        if (others.Count == 0) return;
        Out.Log.Warning("others" + target, $"'{target}' holds {others.Count} .ics files that are not of this export, for example '{System.IO.Path.GetFileName(others[0])}'.");
    }

    // As Get-Item has it: a bare FileInfo has no PSPath, by which Get-Content and others find a file whose name has brackets.
    private void Emit(string path)
    {
        if (!PassThru) return;
        Out.InvokeAsync(() =>
        {
            foreach (PSObject file in InvokeProvider.Item.Get(new[] { FileSystemPath.Qualified(path) }, force: true, literalPath: true)) WriteObject(file);
            return true;
        }).GetAwaiter().GetResult();
    }
}
