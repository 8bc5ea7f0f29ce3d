using System;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>
/// Takes texts for addresses before the binder tries other parameters: a line of a file that is piped in is an address, not the name of
/// a connection or calendar.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>A Uri for a text; anything else as it is.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isAddress = value is string text && Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out _);
        return isAddress ? new Uri(((string)value).Trim(), UriKind.RelativeOrAbsolute) : inputData;
    }
}
