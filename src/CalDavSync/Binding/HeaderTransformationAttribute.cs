using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using CalDavSync.Base;
using CalDavSync.Http;

namespace CalDavSync.Binding;

/// <summary>What cannot be sent as a header is refused with the parameter, before a server is asked.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeaderTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The input.</summary>
    /// <exception cref="ArgumentException">A name or value cannot be sent.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is string agent) RequestFactory.RequireSendable("User-Agent", agent);
        if (value is not IDictionary headers) return inputData;
        foreach (KeyValuePair<string, string> header in HeaderTable.From(headers)) RequestFactory.RequireSendable(header.Key, header.Value);
        return inputData;
    }
}
