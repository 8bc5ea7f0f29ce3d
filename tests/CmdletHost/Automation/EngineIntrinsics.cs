namespace System.Management.Automation;

public class EngineIntrinsics
{
    internal static EngineIntrinsics Instance { get; } = new();
}
