using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>There is no language here: a script does nothing.</summary>
public sealed class CommandInvocationIntrinsics
{
    public Collection<PSObject> InvokeScript(string script) => [];
}
