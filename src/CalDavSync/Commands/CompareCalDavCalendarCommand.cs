using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Migration.Comparison;
using CalDavSync.Migration.Files;
using CalDavSync.Migration.Reading;
using CalDavSync.Session;

namespace CalDavSync.Commands;

/// <summary>Compares two calendars, or a calendar and exported files, by UID; nothing is the answer when they are equal.</summary>
[Cmdlet(VerbsData.Compare, "CalDavCalendar")]
[OutputType(typeof(CalDavDifference), typeof(bool))]
public sealed class CompareCalDavCalendarCommand : ConnectedCmdlet
{
    /// <summary>A calendar, its name or address, or a folder or file of exported items.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Source")]
    [CalendarSideReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarSideCompleter))]
    [ValidateNotNull]
    public CalendarSideReference? ReferenceCalendar { get; set; }

    /// <summary>What it is compared with.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Destination")]
    [CalendarSideReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarSideCompleter))]
    [ValidateNotNull]
    public CalendarSideReference? DifferenceCalendar { get; set; }

    /// <summary>Emit the items that are equal too, with ==.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>Properties that do not count, for example SEQUENCE or X-*.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreProperty { get; set; } = Array.Empty<string>();

    /// <summary>Emit true when there is no difference and everything could be read, else false; and nothing else.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Out.Progress.Title = "Comparing calendars";
        string? left = PathOf(ReferenceCalendar!);
        string? right = PathOf(DifferenceCalendar!);
        RunPumped(stop => CompareAsync(left, right, stop), ReferenceCalendar!.ToString());
    }

    private async Task CompareAsync(string? leftPath, string? rightPath, CancellationToken stop)
    {
        bool equal = false;
        await GuardAsync(
            async () =>
            {
                ICalendarSide left = await SideAsync(ReferenceCalendar!, leftPath, stop).ConfigureAwait(false);
                ICalendarSide right = await SideAsync(DifferenceCalendar!, rightPath, stop).ConfigureAwait(false);
                var options = new ComparisonOptions { IncludeEqual = IncludeEqual, Quiet = Quiet, IgnoredProperties = IgnoreProperty };
                var comparison = new CalendarComparison(left, right, options, Out.WriteObject, Out.WriteFailure);
                equal = await comparison.RunAsync(stop).ConfigureAwait(false);
            },
            $"{ReferenceCalendar} and {DifferenceCalendar}").ConfigureAwait(false);
        if (Quiet) Out.WriteObject(equal);
    }

    private string? PathOf(CalendarSideReference reference)
    {
        if (reference.Path is null) return null;
        try
        {
            return FileSystemPath.Resolve(SessionState, reference.Path, (message, cause) => new CalendarFileException(message, cause));
        }
        catch (CalDavException error)
        {
            Fail(error, reference.Path);
            throw;
        }
    }

    private async Task<ICalendarSide> SideAsync(CalendarSideReference reference, string? path, CancellationToken stop)
    {
        if (path is not null) return new FileSide(path);
        IReadOnlyList<ResolvedCalendar> calendars = await Calendars.ResolveAsync(reference.Calendar!, Connection, stop).ConfigureAwait(false);
        if (calendars.Count == 1) return Side(calendars[0]);
        string found = calendars.Count == 0 ? "no calendar" : string.Join(", ", calendars.Select(calendar => calendar.Calendar.ToString()));
        throw new CalendarNotFoundException($"'{reference}' means {found}; a comparison needs exactly one on each side.");
    }
}
