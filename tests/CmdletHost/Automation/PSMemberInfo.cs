namespace System.Management.Automation;

public abstract class PSMemberInfo(string name)
{
    public string Name { get; } = name;

    public abstract object? Value { get; set; }
}
