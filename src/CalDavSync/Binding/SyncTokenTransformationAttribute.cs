using System;
using System.Collections;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>
/// -SyncToken accepts a token, a token record, also one that was a row of a CSV or JSON file meanwhile, all records of an earlier run (the last one counts),
/// or nothing: from the beginning.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SyncTokenTransformationAttribute : ArgumentTransformationAttribute
{
    // No token begins or ends with one, but a line of a file may.
    private static readonly char[] XmlSpace = { ' ', '\t', '\r', '\n' };

    /// <summary>The token's text; empty for nothing.</summary>
    /// <exception cref="ArgumentException">There are several.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Text(inputData) ?? inputData;

    private static string? Text(object? input)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            // A database column without a value is DBNull.
            null or DBNull => string.Empty,
            string text => text.Trim(XmlSpace),
            CalDavSyncToken token => token.SyncToken ?? string.Empty,
            IDictionary row => OfTable(row),
            IList { Count: > 0 } records => records.Count == 1 || IsRecord(records[records.Count - 1]) ? Text(records[records.Count - 1]) : throw Several(),
            CalDavSyncRecord => throw NoToken(),
            _ => OfRow(value, input),
        };
    }

    private static bool IsRecord(object? last) => last is CalDavSyncRecord or IDictionary or PSObject { BaseObject: not string };

    private static ArgumentException Several() =>
        new("Several tokens were given, and each is of one calendar; synchronize the calendars one after the other, each with its own.");

    private static ArgumentException NoToken() => new("This is no token record; the last record of a run is.");

    /// <summary>ConvertFrom-Json -AsHashtable gives every record the key. One that has nothing there means the beginning only where it is a token's.</summary>
    private static string OfTable(IDictionary row)
    {
        if (row.Contains(nameof(CalDavSyncToken.SyncToken)) && Text(row[nameof(CalDavSyncToken.SyncToken)]) is { Length: > 0 } token) return token;
        bool isToken = Enum.TryParse(row[nameof(CalDavSyncRecord.Kind)]?.ToString(), true, out CalDavRecordKind kind) && kind == CalDavRecordKind.Token;
        return isToken ? string.Empty : throw NoToken();
    }

    /// <summary>A token record out of a file: Import-Clixml, Import-Csv and ConvertFrom-Json give rows. A row of another record has no token.</summary>
    private static string? OfRow(object? value, object? input)
    {
        if (input is not PSObject row || !(value == input || value?.GetType().Name == "PSCustomObject")) return null;
        string? token = row.Properties[nameof(CalDavSyncToken.SyncToken)]?.Value?.ToString();
        if (!string.IsNullOrEmpty(token)) return token;
        return row.TypeNames.Contains("Deserialized." + typeof(CalDavSyncToken).FullName) ? string.Empty : throw NoToken();
    }
}
