using System;
using System.Collections.Generic;

namespace CalDavSync.Cmdlets.Tests.Documentation;

/// <summary>Types as PowerShell writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, string> Accelerators = new()
    {
        ["Boolean"] = "bool",
        ["DateTime"] = "datetime",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["PSCredential"] = "pscredential",
        ["PSObject"] = "psobject",
        ["SecureString"] = "securestring",
        ["String"] = "string",
        ["TimeSpan"] = "timespan",
        ["Uri"] = "uri",
    };

    /// <summary>As in a syntax line: string[], uri, CalendarReference[].</summary>
    public static string Short(Type type)
    {
        if (type.IsArray) return Short(type.GetElementType()!) + "[]";
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return Accelerators.GetValueOrDefault(plain.Name, plain.Name);
    }

    /// <summary>As in a block of facts: System.String[], System.Uri.</summary>
    public static string Full(Type type) =>
        Nullable.GetUnderlyingType(type) is { } plain ? $"System.Nullable`1[{plain.FullName}]" : type.FullName!;
}
