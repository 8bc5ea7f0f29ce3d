using System;

namespace System.Management.Automation;

public class RuntimeException(string message, Exception? innerException = null) : Exception(message, innerException);
