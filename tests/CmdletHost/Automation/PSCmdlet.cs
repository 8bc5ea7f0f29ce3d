namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    public SessionState SessionState => Runtime.Session;

    public InvocationInfo MyInvocation => Runtime.Invocation;

    public string ParameterSetName => Runtime.ParameterSetName;

    public CommandInvocationIntrinsics InvokeCommand { get; } = new();

    public ProviderIntrinsics InvokeProvider { get; } = new();
}
