namespace System.Management.Automation;

public abstract class PSPropertyInfo(string name) : PSMemberInfo(name);
