using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>-SyncToken accepts a token, a token record, all records of an earlier run (the last one counts), or nothing: from the beginning.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SyncTokenTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The token's text; empty for nothing.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Text(inputData) ?? inputData;

    private static string? Text(object? input)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            // A database column without a value is DBNull.
            null or DBNull => string.Empty,
            string text => text,
            CalDavSyncToken token => token.SyncToken ?? string.Empty,
            IList { Count: > 0 } records => records.Cast<object?>().Last() is CalDavSyncRecord or PSObject ? Text(records[records.Count - 1]) : null,
            _ => Deserialized(input),
        };
    }

    private static string? Deserialized(object? input) =>
        input is PSObject record && record.TypeNames.Contains("Deserialized." + typeof(CalDavSyncToken).FullName)
            ? record.Properties[nameof(CalDavSyncToken.SyncToken)]?.Value?.ToString() ?? string.Empty
            : null;
}
