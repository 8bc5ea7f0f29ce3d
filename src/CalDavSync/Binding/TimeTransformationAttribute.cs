using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>Takes times with an offset too, as LastSync and Timestamp are: PowerShell makes no DateTime of them by itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The same moment as local time, or the input.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is DateTimeOffset time ? time.LocalDateTime : inputData;
    }
}
