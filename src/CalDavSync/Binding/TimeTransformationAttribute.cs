using System;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CalDavSync.Binding;

/// <summary>
/// Takes times with an offset too, as LastSync and Timestamp are: PowerShell makes no DateTime of them by itself. And texts that begin with
/// year, month and day mean those of ISO 8601 in every culture: the binder would take 2026 for a year of the Buddhist or Persian calendar.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex Iso = new(@"^\s*\d{4}-\d{1,2}-\d{1,2}(?!\d)", RegexOptions.CultureInvariant);

    /// <summary>The time, or the input.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is DateTimeOffset time) return time.LocalDateTime;
        return value is string text && Iso.IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime written)
            ? written
            : inputData;
    }
}
