using System.Collections.ObjectModel;
using System.Linq;
using System.Reflection;

namespace System.Management.Automation;

/// <summary>A wrapped object, or without one a bag of note properties, such as a row of Import-Csv.</summary>
public class PSObject
{
    public PSObject() => BaseObject = this;

    public PSObject(object obj)
    {
        BaseObject = obj;
        foreach (PropertyInfo property in obj.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            Properties.Add(new PSNoteProperty(property.Name, property.GetValue(obj)));
        }
    }

    public object BaseObject { get; }

    public PSMemberInfoCollection<PSPropertyInfo> Properties { get; } = new();

    public Collection<string> TypeNames { get; } = new();

    /// <summary>An object of note properties.</summary>
    public static PSObject Of(params (string Name, object? Value)[] properties)
    {
        var row = new PSObject();
        foreach ((string name, object? value) in properties) row.Properties.Add(new PSNoteProperty(name, value));
        return row;
    }

    internal static object? Unwrap(object? value) => value is PSObject wrapped && wrapped.BaseObject != wrapped ? wrapped.BaseObject : value;
}
