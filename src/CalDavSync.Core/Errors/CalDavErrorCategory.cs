namespace CalDavSync.Errors;

/// <summary>The PowerShell error categories the catalogue uses, by the names of System.Management.Automation.ErrorCategory.</summary>
public enum CalDavErrorCategory
{
    /// <summary>Signing in failed.</summary>
    AuthenticationError,

    /// <summary>No connection.</summary>
    ConnectionError,

    /// <summary>What was given cannot be meant so.</summary>
    InvalidArgument,

    /// <summary>The data is not what it should be.</summary>
    InvalidData,

    /// <summary>Not possible in this state.</summary>
    InvalidOperation,

    /// <summary>A limit was exceeded.</summary>
    LimitsExceeded,

    /// <summary>The thing does not exist.</summary>
    ObjectNotFound,

    /// <summary>No answer in time.</summary>
    OperationTimeout,

    /// <summary>Not allowed.</summary>
    PermissionDenied,

    /// <summary>The answer breaks the protocol.</summary>
    ProtocolError,

    /// <summary>No room.</summary>
    QuotaExceeded,

    /// <summary>Reading failed.</summary>
    ReadError,

    /// <summary>In use.</summary>
    ResourceBusy,

    /// <summary>There already.</summary>
    ResourceExists,

    /// <summary>Out of service.</summary>
    ResourceUnavailable,

    /// <summary>Refused for safety.</summary>
    SecurityError,

    /// <summary>Writing failed.</summary>
    WriteError,
}
