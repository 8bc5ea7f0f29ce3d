using System;
using System.Collections.Generic;
using CalDavSync.Errors;
using CalDavSync.Migration.Reading;

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

    // A calendar for events may say no to all tasks in the same words as a read-only one: each kind is judged by itself.
    private readonly Dictionary<string, int> _forbidden = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CalDavException> _forbids = new(StringComparer.Ordinal);
    private CalDavException? _full;
    private int _smallestTooLarge = int.MaxValue;
    private int _fullCount;
    private int _unreachable;

    /// <summary>Why an item is not even to be sent; null while there is hope. A full destination may still take one that is smaller than all it refused.</summary>
    public CalDavException? ReasonAgainst(SideItem item)
    {
        lock (_gate)
        {
            if (_full is not null && item.Text.Length >= _smallestTooLarge) return _full;
            return _forbids.TryGetValue(item.Component, out CalDavException? reason) ? reason : null;
        }
    }

    public void Succeeded(SideItem item)
    {
        lock (_gate)
        {
            _unreachable = 0;
            _forbidden.Remove(item.Component);
            _forbids.Remove(item.Component);

            // Room for a small item is none for a large one.
            if (item.Text.Length < _smallestTooLarge) return;
            _fullCount = 0;
            _full = null;
            _smallestTooLarge = int.MaxValue;
        }
    }

    /// <summary>Notes a refusal; false when it means that the run has to end.</summary>
    public bool Refused(SideItem item, CalDavException error)
    {
        lock (_gate)
        {
            if (error is QuotaExceededException)
            {
                _smallestTooLarge = Math.Min(_smallestTooLarge, item.Text.Length);
                if (++_fullCount >= Full) _full = error;
            }

            if (IsForbidden(error))
            {
                _forbidden.TryGetValue(item.Component, out int count);
                _forbidden[item.Component] = ++count;
                if (count >= Forbidden) _forbids[item.Component] = error;
            }
            else
            {
                _forbidden.Remove(item.Component);
            }

            bool isUnreachable = error is ConnectionFailedException or ServerBusyException or RequestTimedOutException;
            _unreachable = isUnreachable ? _unreachable + 1 : 0;
            return _unreachable < Unreachable && error is not (NotAuthenticatedException or CertificateRejectedException or NotConnectedException);
        }
    }

    private static bool IsForbidden(CalDavException error) => error is AccessDeniedException || error.StatusCode is 405 or 501;
}
