using System;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property)]
public abstract class ArgumentTransformationAttribute : Attribute
{
    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}
