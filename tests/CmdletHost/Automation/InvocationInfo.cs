using System;
using System.Collections.Generic;

namespace System.Management.Automation;

public class InvocationInfo
{
    internal InvocationInfo(string myCommandName, bool expectingInput)
    {
        InvocationName = myCommandName;
        ExpectingInput = expectingInput;
    }

    public string InvocationName { get; }

    public bool ExpectingInput { get; }

    public Dictionary<string, object?> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
}
