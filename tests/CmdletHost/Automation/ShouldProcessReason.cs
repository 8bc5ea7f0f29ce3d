namespace System.Management.Automation;

public enum ShouldProcessReason
{
    None = 0,
    WhatIf = 1,
}
