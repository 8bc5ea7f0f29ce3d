using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CalDavSync.Base;
using CalDavSync.Binding;
using CalDavSync.Errors;
using CalDavSync.Items;
using CalDavSync.Session;
using CalDavSync.Sync;
using ItemNotFoundException = CalDavSync.Errors.ItemNotFoundException;

namespace CalDavSync.Commands;

/// <summary>Reads items: all of a calendar, those that fit a query, or those at given addresses.</summary>
[Cmdlet(VerbsCommon.Get, "CalDavItem")]
[OutputType(typeof(CalDavItem))]
public sealed class GetCalDavItemCommand : ItemCmdlet
{
    private const string Activity = "Found items";

    private static readonly CalendarReference[] All = { new("*") };

    /// <summary>Calendars, their names or display names (wildcards are allowed), or their addresses; all calendars when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [CalendarReferenceTransformation]
    [ArgumentCompleter(typeof(CalendarCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public CalendarReference[]? Calendar { get; set; }

    /// <summary>UIDs; wildcards are allowed, an exact one is looked up by the server.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Uid { get; set; }

    /// <summary>Summaries; wildcards are allowed, case does not matter.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Summary { get; set; }

    /// <summary>Items that end later than this. A time without a zone is local time.</summary>
    [Parameter]
    [TimeTransformation]
    [ValidateNotNull]
    public DateTime? After { get; set; }

    /// <summary>Items that begin earlier than this.</summary>
    [Parameter]
    [TimeTransformation]
    [ValidateNotNull]
    public DateTime? Before { get; set; }

    /// <summary>VEVENT, VTODO, VJOURNAL; all the calendar takes when left out.</summary>
    [Parameter]
    [ComponentTransformation]
    [ArgumentCompleter(typeof(ComponentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Component { get; set; }

    /// <summary>Addresses of items. Sync records and items bind theirs, with the calendar.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? Href { get; set; }

    /// <summary>Leave out the texts; without other conditions only addresses and entity tags are asked for.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Out.Progress.Title = "Reading items";
        if (Before is { } end && IsFirstDay(end)) Fail(new TimeRangeException("-Before is the beginning of the calendar, which a variable without a value is too; nothing begins earlier."), null);
        if (After is { } start && IsLastDay(start)) Fail(new TimeRangeException("-After is the end of the calendar; nothing ends later."), null);
        ItemQuery query = Query();
        if (query.After is { } after && query.Before is { } before && before < after)
            Fail(new TimeRangeException(FormattableString.Invariant($"-Before ({before:yyyy-MM-dd HH:mm:ss zzz}) is earlier than -After ({after:yyyy-MM-dd HH:mm:ss zzz}).")), null);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ItemQuery query = Query();
        bool byAddress = MyInvocation.BoundParameters.ContainsKey(nameof(Href));
        if (byAddress) RunPumped(stop => ReadAllAsync(query, stop));
        else RunPumped(stop => ForEachCalendarAsync(Calendar ?? All, (resolved, token) => SearchAsync(resolved, query, token), stop));
    }

    private Task SearchAsync(ResolvedCalendar resolved, ItemQuery query, CancellationToken stop)
    {
        int found = 0;
        return new ItemSearch(resolved.Client, resolved.Calendar, Context, query, Found, Out.WriteFailure).RunAsync(stop);

        void Found(CalDavItem item)
        {
            Out.WriteObject(item);
            ReportProgress(resolved.Calendar, Activity, ++found);
        }
    }

    // A token record has no address: there is nothing to read for it.
    private async Task ReadAllAsync(ItemQuery query, CancellationToken stop)
    {
        string[] hrefs = (Href ?? Array.Empty<string>()).Where(href => !string.IsNullOrWhiteSpace(href)).ToArray();
        if (hrefs.Length == 0) return;
        await GuardAsync(() => ReadAsync(hrefs, query, stop), hrefs.Length == 1 ? hrefs[0] : hrefs).ConfigureAwait(false);
    }

    private async Task ReadAsync(string[] hrefs, ItemQuery query, CancellationToken stop)
    {
        if (Calendar is { Length: > 1 }) throw new CalendarNotFoundException("Addresses are read in one calendar at a time; give one -Calendar.");
        foreach (IGrouping<ResolvedCalendar, string> group in await GroupAsync(hrefs, stop).ConfigureAwait(false))
        {
            var items = new ItemAccess(group.Key.Client, group.Key.Calendar, Context);
            ReportedMember[] members = group.Select(items.Member).ToArray();
            ReportProgress(group.Key.Calendar, Activity, Done);
            if (members.Length == 1) Emit(await items.FindAsync(members[0].Href, stop).ConfigureAwait(false), members[0].Href, query, items);
            else foreach (ItemBody body in await items.ReadAsync(members, stop).ConfigureAwait(false)) Emit(body, query, items);
            Done += members.Length;
        }
    }

    private async Task<IEnumerable<IGrouping<ResolvedCalendar, string>>> GroupAsync(string[] hrefs, CancellationToken stop)
    {
        var placed = new List<(ResolvedCalendar Calendar, string Href)>();
        foreach (string href in hrefs) placed.Add((await CalendarOfAsync(href, Calendar?[0], stop).ConfigureAwait(false), href));
        return placed.GroupBy(pair => pair.Calendar, pair => pair.Href);
    }

    private void Emit(ItemBody body, ItemQuery query, ItemAccess items)
    {
        if (body.Error is not null) Out.WriteError(body.Error, body.Member.Href);
        else Emit(body.Text is null ? null : items.ToItem(body.Member.Href, body.ETag, body.Text), body.Member.Href, query, items);
    }

    private void Emit(CalDavItem? item, string href, ItemQuery query, ItemAccess items)
    {
        if (item is null) Out.WriteError(new ItemNotFoundException($"There is no item at {href}."), href);
        else if (query.Accepts(item)) Out.WriteObject(NoContent ? items.ToItem(item.Href, item.ETag, item.Content!, keepsText: false) : item);
    }

    private ItemQuery Query()
    {
        string[] uids = Uid ?? Array.Empty<string>();
        bool exact = !uids.Any(WildcardPattern.ContainsWildcardCharacters);
        WildcardPattern[] uidPatterns = exact ? Array.Empty<WildcardPattern>() : Patterns(uids, NamePattern.Exact);
        WildcardPattern[] summaryPatterns = Patterns(Summary ?? Array.Empty<string>(), NamePattern.IgnoringCase);
        bool choosesHere = uidPatterns.Length > 0 || summaryPatterns.Length > 0;
        return new ItemQuery
        {
            Uids = exact ? uids : Array.Empty<string>(),
            After = After is { } after && !IsFirstDay(after) ? new DateTimeOffset(after) : null,
            Before = Before is { } before && !IsLastDay(before) ? new DateTimeOffset(before) : null,
            Components = (Component ?? Array.Empty<string>()).Select(name => name.ToUpperInvariant()).Distinct().ToArray(),
            NoContent = NoContent,
            Condition = choosesHere
                ? item => Fits(item.Uid, uids, uidPatterns, StringComparison.Ordinal)
                    && Fits(item.Summary, Summary ?? Array.Empty<string>(), summaryPatterns, StringComparison.OrdinalIgnoreCase)
                : null,
        };
    }

    // DateTime's own limits, which scripts use for "any time", are beyond those of an instant in some time zones.
    private static bool IsFirstDay(DateTime time) => time.Date == DateTime.MinValue.Date;

    private static bool IsLastDay(DateTime time) => time.Date == DateTime.MaxValue.Date;

    private static WildcardPattern[] Patterns(string[] texts, Func<string, WildcardPattern> toPattern) => texts.Select(toPattern).ToArray();

    // What is called [draft] Plan is found by that name too.
    private static bool Fits(string? text, string[] names, WildcardPattern[] patterns, StringComparison comparison) => patterns.Length == 0
        || patterns.Any(pattern => pattern.IsMatch(text ?? string.Empty))
        || names.Any(name => string.Equals(name, text, comparison));
}
