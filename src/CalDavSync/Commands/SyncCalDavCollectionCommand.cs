using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Session;
using CalDavSync.State;
using CalDavSync.Sync;
using CalDavSync.Threading;

namespace CalDavSync.Commands;

/// <summary>Emits what was added, changed and deleted in a collection since last time, and as last record the token to continue from.</summary>
[Cmdlet(VerbsData.Sync, "CalDavCollection", DefaultParameterSetName = CalendarSet, SupportsShouldProcess = true)]
[Alias("Sync-CalDavCalendar")]
[OutputType(typeof(CalDavChange), typeof(CalDavDeletion), typeof(CalDavSyncToken))]
public sealed class SyncCalDavCollectionCommand : ConnectedCmdlet
{
    private const string CalendarSet = "Calendar";
    private const string UriSet = "Uri";
    private const string CalendarTokenSet = "CalendarSyncToken";
    private const string UriTokenSet = "UriSyncToken";
    private const int MostGathered = 256;
    private readonly List<CalendarReference> _gathered = new();
    private bool _begun;
    private SyncFolders? _folders;
    private TokenVariable? _tokenVariable;

    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CalendarSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CalendarTokenSet)]
    [CalendarReferenceTransformation(LeavesRows = true)]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>The address of any WebDAV collection, absolute or relative to the connection's.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriTokenSet)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The folder that remembers what was synchronized; the user's state folder when left out.</summary>
    [Parameter(ParameterSetName = CalendarSet)]
    [Parameter(ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>List everything and compare it with what is remembered, whatever the token says.</summary>
    [Parameter(ParameterSetName = CalendarSet)]
    [Parameter(ParameterSetName = UriSet)]
    public SwitchParameter Full { get; set; }

    /// <summary>After the run, compare what is remembered with one listing of all entity tags and report what the server kept silent about.</summary>
    [Parameter(ParameterSetName = CalendarSet)]
    [Parameter(ParameterSetName = UriSet)]
    public SwitchParameter Verify { get; set; }

    /// <summary>Remember nothing; report what changed since this token, which may be a token record. Empty: from the beginning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CalendarTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = UriTokenSet)]
    [SyncTokenTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? SyncToken { get; set; }

    /// <summary>Read the text of every added or changed item.</summary>
    [Parameter]
    public SwitchParameter IncludeContent { get; set; }

    /// <summary>A folder to mirror into, one subfolder for each calendar.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The kinds of records wanted; all are counted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CalDavRecordKind[]? Kind { get; set; }

    /// <summary>One: the members of the collection itself. Infinite: all descendants.</summary>
    [Parameter]
    public CalDavSyncLevel SyncLevel { get; set; }

    /// <summary>The way to find changes; Auto takes the cheapest that works.</summary>
    [Parameter]
    public CalDavSyncStrategy Strategy { get; set; }

    /// <summary>Percent of the remembered items that one listing may report as deleted; more stops the run.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumDeletion { get; set; }

    /// <summary>Accept any number of deletions.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Items asked for in one request.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Changes to ask for in one answer (DAV:limit); not sent when left out.</summary>
    [Parameter]
    [ValidateRange(1, 1000000)]
    public int PageSize { get; set; }

    /// <summary>Calendars worked on at once, and requests for texts of one calendar under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Ask for calendar patches instead of whole texts where the server has them.</summary>
    [Parameter]
    public SwitchParameter UsePatch { get; set; }

    /// <summary>The name of a variable that receives the token, or a list for several calendars; with a leading + they are added to what is there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SyncTokenVariable { get; set; }

    private bool IsStateless => ParameterSetName is CalendarTokenSet or UriTokenSet;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _folders = SyncFolders.Resolve(SessionState, IsStateless ? null : StatePath, Destination, IsStateless);
        }
        catch (CalDavException error)
        {
            Fail(error, Destination ?? StatePath);
        }

        _tokenVariable = SyncTokenVariable is null ? null : new TokenVariable(SessionState, SyncTokenVariable);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CalendarReference[] references = Uri is null ? Calendar! : new[] { new CalendarReference(Uri) };
        _gathered.AddRange(references);
        // The first calendar's records are out at once; further ones are gathered to be worked on together.
        if (!_begun || _gathered.Count >= MostGathered) SyncGathered();
        _begun = true;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SyncGathered();
        base.EndProcessing();
    }

    private void SyncGathered()
    {
        if (_gathered.Count == 0) return;
        CalendarReference[] references = _gathered.ToArray();
        _gathered.Clear();
        RunPumped(async stop =>
        {
            IReadOnlyList<ResolvedCalendar> calendars = await ResolveAllAsync(references, stop).ConfigureAwait(false);
            int each = Math.Max(1, ThrottleLimit / Math.Max(1, calendars.Count));
            await CalendarFleet.RunAsync(
                calendars,
                ThrottleLimit,
                (calendar, turn, token) => GuardAsync(() => SyncAsync(calendar, turn, each, token), calendar.Calendar),
                stop).ConfigureAwait(false);
        });
    }

    private async Task SyncAsync(ResolvedCalendar resolved, OutputTurn turn, int requestsAtOnce, CancellationToken stop)
    {
        Permission permission = await Out.InvokeAsync(() => Ask(resolved.Calendar)).ConfigureAwait(false);
        if (permission == Permission.Refused) return;
        bool dryRun = permission == Permission.DryRun;
        string? folder = _folders!.DestinationFor(resolved.Calendar, keep: !dryRun);
        var engine = new SyncEngine(resolved.Client, SystemClock.Instance);
        CalDavSyncToken token = await engine
            .RunAsync(Request(resolved.Calendar, folder, dryRun, requestsAtOnce), new SyncObserver(Out, turn, stop), Out.Log, stop)
            .ConfigureAwait(false);
        if (_tokenVariable is not null && !dryRun) await Out.InvokeAsync(() => _tokenVariable.Add(token.SyncToken)).ConfigureAwait(false);
    }

    private Permission Ask(CalDavCalendar calendar)
    {
        if (_folders!.NothingIsWritten) return Permission.Granted;
        string action = Destination is null ? "Synchronize" : $"Synchronize to '{_folders.DestinationFor(calendar, keep: false)}'";
        string target = calendar.ToString();
        if (ShouldProcess($"{action}: {target}", $"{action}: {target}?", "Sync-CalDavCollection", out ShouldProcessReason reason)) return Permission.Granted;
        return reason == ShouldProcessReason.WhatIf ? Permission.DryRun : Permission.Refused;
    }

    private SyncRequest Request(CalDavCalendar calendar, string? folder, bool dryRun, int requestsAtOnce) => new(calendar)
    {
        StatePath = _folders!.State,
        SyncToken = IsStateless ? SyncToken ?? string.Empty : null,
        Full = Full,
        Verify = Verify,
        IncludeContent = IncludeContent,
        Destination = folder,
        Level = SyncLevel,
        Strategy = Strategy,
        MaximumDeletion = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumDeletion)) ? MaximumDeletion : null,
        Force = Force,
        BatchSize = BatchSize,
        PageSize = PageSize,
        ThrottleLimit = requestsAtOnce,
        UsePatch = UsePatch,
        DryRun = dryRun,
        Kinds = Kind?.Distinct().ToArray(),
    };
}
