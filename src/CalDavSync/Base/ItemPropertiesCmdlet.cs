using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CalDavSync.Binding;
using CalDavSync.ICalendar;
using CalDavSync.Items;

namespace CalDavSync.Base;

/// <summary>Base of the cmdlets that write single properties of an item.</summary>
public abstract class ItemPropertiesCmdlet : ItemCmdlet
{
    private protected ItemPropertiesCmdlet()
    {
    }

    /// <summary>SUMMARY, the title.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Summary { get; set; }

    /// <summary>When it begins. A time without a zone is local time.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime Start { get; set; }

    /// <summary>When it ends, for a task when it is due; with -AllDay the first day after. Null takes the end away.</summary>
    [Parameter]
    [TimeTransformation]
    [AllowNull]
    public DateTime? End { get; set; }

    /// <summary>Whole days instead of times; -AllDay:$false with -Start the other way round.</summary>
    [Parameter]
    public SwitchParameter AllDay { get; set; }

    /// <summary>The time zone to write the times in, for example Europe/Berlin; UTC for new items, and as it is for others, when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>LOCATION.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Location { get; set; }

    /// <summary>DESCRIPTION, several lines allowed.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>STATUS.</summary>
    [Parameter]
    [ValidateSet("TENTATIVE", "CONFIRMED", "CANCELLED", "NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "DRAFT", "FINAL")]
    public string? Status { get; set; }

    /// <summary>CATEGORIES; none takes them away.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? Category { get; set; }

    /// <summary>RRULE, for example FREQ=WEEKLY;COUNT=10.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? RecurrenceRule { get; set; }

    /// <summary>Write only if the whole calendar is still in the state of this sync token (RFC 6578 section 5).</summary>
    [Parameter]
    [SyncTokenTransformation]
    [AllowEmptyString]
    public string? IfSyncToken { get; set; }

    private protected WriteOptions Options => new() { IfSyncToken = IfSyncToken };

    /// <summary>What was given; must be called on the pipeline thread.</summary>
    private protected ItemEdit Edit()
    {
        IDictionary<string, object> given = MyInvocation.BoundParameters;
        var edit = new ItemEdit
        {
            Start = given.ContainsKey(nameof(Start)) ? Start : null,
            End = End,
            RemovesEnd = given.ContainsKey(nameof(End)) && End is null,
            IsAllDay = given.ContainsKey(nameof(AllDay)) ? AllDay.IsPresent : null,
            TimeZone = TimeZone,
        };
        if (given.ContainsKey(nameof(Summary))) edit.SetText("SUMMARY", Summary);
        if (given.ContainsKey(nameof(Location))) edit.SetText("LOCATION", Location);
        if (given.ContainsKey(nameof(Description))) edit.SetText("DESCRIPTION", Description);
        if (given.ContainsKey(nameof(Status))) edit.SetValue("STATUS", Status?.ToUpperInvariant());
        if (given.ContainsKey(nameof(RecurrenceRule))) edit.SetRule(RecurrenceRule);
        if (given.ContainsKey(nameof(Category))) edit.SetCategories((Category ?? Array.Empty<string>()).Where(name => !string.IsNullOrEmpty(name)));
        return edit;
    }
}
