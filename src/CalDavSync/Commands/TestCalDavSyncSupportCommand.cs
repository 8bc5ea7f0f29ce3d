using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.CalDav;
using CalDavSync.Errors;
using CalDavSync.Http;
using CalDavSync.Session;
using CalDavSync.Support;
using CalDavSync.Threading;

namespace CalDavSync.Commands;

/// <summary>Finds out how well servers can be synchronized. Reads only, unless told to write; all servers of a pipeline are tested side by side.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CalDavSyncSupport", DefaultParameterSetName = UriSet, SupportsShouldProcess = true)]
[OutputType(typeof(CalDavSyncSupport), typeof(bool))]
public sealed class TestCalDavSyncSupportCommand : CalDavCmdlet
{
    private const string UriSet = "Uri";
    private const string ConnectionSet = "Connection";
    private const string CalendarSet = "Calendar";

    private readonly List<SupportTarget> _targets = new();
    private ConnectionRegistry? _registry;
    private CalendarResolver? _resolver;
    private int _tested;

    /// <summary>
    /// The address of a server, its home or a calendar, as Connect-CalDav takes it; signed in to for the test only. With nothing given, the
    /// connection opened last in this session is tested.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>
    /// User and password; a plain user name asks for the password. Without it an open connection to the address is used, else the test is anonymous.
    /// Alone, it tests the server of the latest connection as that user.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Connections, their names (wildcards are allowed) or addresses.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [ConnectionReferenceTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [ValidateNotNull]
    public ConnectionReference? Connection { get; set; }

    /// <summary>Calendars to test in, their names or display names (wildcards are allowed), connection/name, or their addresses.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CalendarSet)]
    [CalendarReferenceTransformation(LeavesRows = true)]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>Also make, change and delete items: in a scratch calendar that is removed afterwards, or in the calendar given.</summary>
    [Parameter]
    public SwitchParameter IncludeWriteTest { get; set; }

    /// <summary>Only say whether Sync-CalDavCollection works there: true or false in the order of the input, and no error. With -IncludeWriteTest false also when that test could not be done.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Servers tested at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Out.Log.ReadPreferences();
        Out.Progress.Title = "Testing servers";
        _registry = ConnectionRegistry.Current;
        _resolver = new CalendarResolver(new RequestContext(Out.Log));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != UriSet) RunPumped(ParameterSetName == ConnectionSet ? TakeConnectionsAsync : TakeCalendarsAsync);
        else if (Uri is { OriginalString.Length: 0 } && MyInvocation.ExpectingInput) WriteVerbose("A blank line is passed over.");
        else if (Uri is not null) TakeAddress(Uri);
        else if (!MyInvocation.ExpectingInput) RunPumped(TakeLatestAsync);
        else WriteError(ErrorRecords.From(new NotConnectedException("The input names no server: it has no Uri."), Credential?.UserName));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_targets.Count > 0) RunPumped(TestAllAsync);
        base.EndProcessing();
    }

    // With -Credential alone: the same server as somebody else.
    private async Task TakeLatestAsync(CancellationToken stop)
    {
        CalDavConnection latest = _registry!.Get(null);
        if (Credential is null) await TakeAsync(ConnectionSession.Of(latest).Client, null).ConfigureAwait(false);
        else await Out.InvokeAsync(() => Take(latest.Uri)).ConfigureAwait(false);
    }

    private void TakeAddress(Uri address)
    {
        if (Credential is null && _registry!.Owner(address) is { } owner) RunPumped(stop => TakeOwnedAsync(owner, stop));
        else Take(address);
    }

    // A connection or calendar from the pipeline binds by its address; so does an address typed that is signed in to already.
    private async Task TakeOwnedAsync(CalDavConnection owner, CancellationToken stop)
    {
        Out.Progress.Report(owner.Name);
        CalDavClient client = ConnectionSession.Of(owner).Client;
        bool isConnection = Uri == owner.Uri || Uri == owner.HomeSet;
        CalDavCalendar? calendar;
        try
        {
            calendar = isConnection ? null : await client.GetCollectionAsync(Uri!, new RequestContext(Out.Log), stop).ConfigureAwait(false);
        }
        catch (CalDavException failure)
        {
            // One of many must not end the test of the others, and is a result as those are that nobody has signed in to.
            await Out.InvokeAsync(() => Take(new SupportTarget(Uri!, failure))).ConfigureAwait(false);
            return;
        }

        await TakeAsync(client, calendar, Uri).ConfigureAwait(false);
    }

    private async Task TakeConnectionsAsync(CancellationToken stop)
    {
        foreach (CalDavConnection connection in _registry!.FindMeant(Connection!)) await TakeAsync(ConnectionSession.Of(connection).Client, null).ConfigureAwait(false);
    }

    private async Task TakeCalendarsAsync(CancellationToken stop)
    {
        foreach (CalendarReference reference in Calendar!)
        {
            Out.Progress.Report(reference.ToString());
            try
            {
                foreach (ResolvedCalendar resolved in await _resolver!.ResolveAsync(reference, null, stop).ConfigureAwait(false))
                {
                    await TakeAsync(resolved.Client, resolved.Calendar).ConfigureAwait(false);
                }
            }
            catch (CalDavException error) when (error is not NotConnectedException)
            {
                Out.WriteError(error, reference.ToString());
            }
        }
    }

    private Task TakeAsync(CalDavClient client, CalDavCalendar? calendar, Uri? asked = null) => Out.InvokeAsync(() => Take(new SupportTarget(client, calendar, asked)));

    private bool Take(Uri address) => Take(new SupportTarget(address, Request(address)));

    // On the pipeline thread: it may ask the user. With -WhatIf the reading part is done all the same.
    private bool Take(SupportTarget target)
    {
        if (IncludeWriteTest && !target.HasFailed)
        {
            target.Write = ShouldProcess($"{target.Action}: {target.Name}", $"{target.Action}: {target.Name}?", "Test-CalDavSyncSupport", out ShouldProcessReason reason);
            if (!target.Write && reason != ShouldProcessReason.WhatIf) return false;
        }

        _targets.Add(target);
        return true;
    }

    private async Task TestAllAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var underWay = new List<Task<SupportReport>>();
        var started = new Queue<Task<SupportReport>>();
        int next = 0;
        try
        {
            while (next < _targets.Count || underWay.Count > 0)
            {
                for (; next < _targets.Count && underWay.Count < ThrottleLimit; next++)
                {
                    underWay.Add(Start(_targets[next], end.Token));
                    started.Enqueue(underWay[underWay.Count - 1]);
                }

                Task<SupportReport> finished = await Task.WhenAny(underWay).ConfigureAwait(false);
                underWay.Remove(finished);
                SupportReport report = await finished.ConfigureAwait(false);
                Interlocked.Increment(ref _tested);
                if (!Quiet) Write(report);
                // True and false name no server: they come in the order of the servers.
                else while (started.Count > 0 && started.Peek().IsCompleted) Out.WriteObject(IsGood(await started.Dequeue().ConfigureAwait(false)));
            }
        }
        catch
        {
            // The others clean up after themselves before the command ends.
            end.Cancel();
            await Task.WhenAll(underWay).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }
    }

    private Task<SupportReport> Start(SupportTarget target, CancellationToken stop) =>
        Task.Run(() => target.TestAsync(Out.Log, SystemClock.Instance, check => Report($"{target.Name}: {check}"), stop));

    private void Report(string status) => Out.Progress.Report(status, Volatile.Read(ref _tested) * 100 / _targets.Count);

    private static bool IsGood(SupportReport report) => report.Support.IsSupported && report.Failure is null;

    private void Write(SupportReport report)
    {
        Out.WriteObject(report.Support);
        if (report.Failure is not null) Out.WriteError(report.Failure, report.Support.Uri);
    }

    private ConnectRequest Request(Uri address) => new(address.OriginalString, new TransportOptions
    {
        Authentication = Credential is null ? AuthenticationScheme.Anonymous : AuthenticationScheme.Password,
        UserName = Credential?.UserName,
        Password = Credential?.Password,
        UserAgent = DefaultUserAgent.For(SessionState),
    });
}
