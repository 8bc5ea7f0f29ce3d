using CalDavSync.Errors;

namespace CalDavSync.Migration.Writing;

/// <summary>
/// Tells refusals of single items from a destination that takes nothing any more. A full or read-only one is not asked ten thousand times; one
/// that cannot be reached ends the run.
/// </summary>
internal sealed class RefusalStreak
{
    private const int Full = 5;
    private const int Forbidden = 20;
    private const int Unreachable = 5;

    private readonly object _gate = new();
    private CalDavException? _reason;
    private int _forbidden;
    private int _full;
    private int _unreachable;

    /// <summary>Why nothing more is to be sent; null while there is hope.</summary>
    public CalDavException? Reason
    {
        get
        {
            lock (_gate) return _reason;
        }
    }

    public void Succeeded()
    {
        lock (_gate) _forbidden = _full = _unreachable = 0;
    }

    /// <summary>Notes a refusal; false when it means that the run has to end.</summary>
    public bool Refused(CalDavException error)
    {
        lock (_gate)
        {
            _full = error is QuotaExceededException ? _full + 1 : 0;
            _forbidden = error is AccessDeniedException ? _forbidden + 1 : 0;
            bool isUnreachable = error is ConnectionFailedException or ServerBusyException or RequestTimedOutException;
            _unreachable = isUnreachable ? _unreachable + 1 : 0;
            if (_full >= Full || _forbidden >= Forbidden) _reason = error;
            return _unreachable < Unreachable && error is not (NotAuthenticatedException or CertificateRejectedException or NotConnectedException);
        }
    }
}
