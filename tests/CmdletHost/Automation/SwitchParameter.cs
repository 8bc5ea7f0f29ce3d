namespace System.Management.Automation;

public struct SwitchParameter(bool isPresent)
{
    public bool IsPresent { get; } = isPresent;

    public static SwitchParameter Present => new(true);

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public readonly bool ToBool() => IsPresent;

    public override readonly string ToString() => IsPresent.ToString();
}
