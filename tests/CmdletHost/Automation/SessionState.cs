namespace System.Management.Automation;

public sealed class SessionState
{
    public PSVariableIntrinsics PSVariable { get; } = new();

    public PathIntrinsics Path { get; } = new();
}
