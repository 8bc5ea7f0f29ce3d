using System.Collections;
using System.Management.Automation;

namespace CalDavSync.Base;

/// <summary>CalDavSync/version (+PowerShell/version).</summary>
internal static class DefaultUserAgent
{
    public static string For(SessionState session)
    {
        string module = typeof(DefaultUserAgent).Assembly.GetName().Version.ToString(3);
        object? table = session.PSVariable.GetValue("PSVersionTable");
        object? shell = (table is PSObject wrapped ? wrapped.BaseObject : table) is IDictionary versions ? versions["PSVersion"] : null;
        return shell is null ? $"CalDavSync/{module}" : $"CalDavSync/{module} (+PowerShell/{shell})";
    }
}
