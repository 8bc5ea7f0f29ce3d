using System;
using CalDavSync.CalDav;

namespace CalDavSync.Items;

/// <summary>What a recognised server is known to do with conditions, or has shown to do. Costs a request more, never a wrong result, when it is mistaken.</summary>
internal sealed class WritingHabits
{
    private readonly string _name;
    private readonly LearnedHabits _learned;

    public WritingHabits(CalDavClient client)
    {
        _name = client.Profile?.Name ?? client.Connection.ServerProfile ?? string.Empty;
        _learned = client.Learned;
    }

    /// <summary>If-None-Match: * does not stop a PUT.</summary>
    public bool IgnoresIfNoneMatch => _learned.HeedsIfNoneMatch == false || Is("SOGo", "Calypso");

    /// <summary>If-Match neither stops a DELETE, nor a PUT to an address where nothing is any more.</summary>
    public bool IgnoresIfMatch => Is("SOGo");

    /// <summary>The If header with a sync token is ignored.</summary>
    public bool IgnoresIfHeader => Is("Radicale", "Xandikos", "DAViCal", "SOGo", "Calypso");

    private bool Is(params string[] names) => Array.Exists(names, name => name.Equals(_name, StringComparison.OrdinalIgnoreCase));
}
