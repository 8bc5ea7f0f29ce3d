using System;

namespace System.Management.Automation;

public class ValidationMetadataException(string message) : Exception(message);
