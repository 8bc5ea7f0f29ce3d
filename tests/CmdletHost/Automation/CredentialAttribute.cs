namespace System.Management.Automation;

/// <summary>A plain user name would ask for the password; nobody answers here.</summary>
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is PSCredential ? value : throw new PSInvalidOperationException("A password cannot be asked for in this host.");
    }
}
