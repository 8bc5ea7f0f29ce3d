using System;
using CalDavSync.Threading;

namespace CalDavSync.Http;

/// <summary>
/// Remembers that a whole series of retries was in vain and that the server did nothing since: then the next request is sent once and not five
/// times, so that a job of a thousand requests to a server that is out of order ends soon. May be used by several threads at once.
/// </summary>
internal sealed class Patience
{
    /// <summary>How long it takes until a series of retries is worth its time again.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly IClock _clock;
    private long _answers;
    private DateTimeOffset? _lostAt;

    public Patience(IClock clock) => _clock = clock;

    /// <summary>Nothing speaks for trying again.</summary>
    public bool IsLost
    {
        get
        {
            lock (_gate) return _lostAt is { } time && _clock.UtcNow - time < Recovery && _clock.UtcNow >= time;
        }
    }

    /// <summary>The number of useful answers so far, to be given to <see cref="Lose"/>.</summary>
    public long Answers
    {
        get
        {
            lock (_gate) return _answers;
        }
    }

    /// <summary>The server did what it was asked, or said why not.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _answers++;
            _lostAt = null;
        }
    }

    /// <summary>A series of retries is over. False when the server was of use to others meanwhile, which is a reason to go on.</summary>
    /// <param name="answersBefore">The number of useful answers when the series began.</param>
    public bool Lose(long answersBefore)
    {
        lock (_gate)
        {
            if (_answers != answersBefore) return false;
            _lostAt = _clock.UtcNow;
            return true;
        }
    }
}
