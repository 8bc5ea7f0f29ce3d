using System;

namespace System.Management.Automation;

public class PSInvalidOperationException(string message) : InvalidOperationException(message);
