namespace System.Management.Automation;

public class ProviderInfo(string name)
{
    public string Name { get; } = name;
}
