using System;
using System.Collections.Generic;
using System.Linq;

namespace CalDavSync.ICalendar;

/// <summary>What is to be changed of an item; what is not named stays as it is.</summary>
internal sealed class ItemEdit
{
    private const string RuleName = "RRULE:";
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Properties in their written form; null removes.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>The new start. Unspecified means local time.</summary>
    public DateTime? Start { get; set; }

    /// <summary>The new end (DTEND, or DUE of a task), in the manner of <see cref="Start"/>; for whole days the first day after.</summary>
    public DateTime? End { get; set; }

    /// <summary>Takes the end away.</summary>
    public bool RemovesEnd { get; set; }

    /// <summary>True: whole days. False: with times. Null: as it is.</summary>
    public bool? IsAllDay { get; set; }

    /// <summary>The zone to write times in; null: as they are, UTC for new ones.</summary>
    public string? TimeZone { get; set; }

    public bool ChangesTimes => Start is not null || End is not null || RemovesEnd || ChangesForm;

    /// <summary>The way times are written changes, not only the times.</summary>
    public bool ChangesForm => IsAllDay is not null || TimeZone is not null;

    public bool IsEmpty => _values.Count == 0 && !ChangesTimes;

    /// <summary>Sets a TEXT property; null or empty removes it.</summary>
    public void SetText(string name, string? text) => _values[name] = string.IsNullOrEmpty(text) ? null : TextValue.Escape(text!);

    /// <summary>Sets a property in its written form; null or empty removes it.</summary>
    public void SetValue(string name, string? value) => _values[name] = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Sets RRULE; the name in front of it, as a line of calendar data has it, is taken away. None removes it.</summary>
    public void SetRule(string? rule)
    {
        string value = rule?.Trim() ?? string.Empty;
        SetValue("RRULE", value.StartsWith(RuleName, StringComparison.OrdinalIgnoreCase) ? value.Substring(RuleName.Length) : value);
    }

    /// <summary>Sets CATEGORIES; none removes them.</summary>
    public void SetCategories(IEnumerable<string> categories) => SetValue("CATEGORIES", string.Join(",", categories.Select(TextValue.Escape)));
}
