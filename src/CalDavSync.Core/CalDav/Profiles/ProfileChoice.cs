using System;
using CalDavSync.Http;

namespace CalDavSync.CalDav.Profiles;

/// <summary>The profile of one connection: the one the user named, else the one most signs seen so far speak for.</summary>
internal sealed class ProfileChoice
{
    private readonly bool _isNamed;
    private readonly TransportOptions _transport;
    private int _weight;

    /// <param name="name">The name the user gave, or null to recognise the server.</param>
    /// <param name="transport">Gets the spacing of requests that the profile asks for.</param>
    /// <exception cref="Errors.ServerProfileNotFoundException">There is no profile of this name.</exception>
    public ProfileChoice(string? name, TransportOptions transport)
    {
        _transport = transport;
        if (name is null) return;
        _isNamed = true;
        Take(ServerProfiles.Find(name));
    }

    public CalDavServerProfile? Profile { get; private set; }

    /// <summary>Looks at an answer of the server; a later answer decides when it shows more than the earlier ones.</summary>
    public void Observe(Uri uri, AnswerFacts facts, string? syncToken)
    {
        if (_isNamed) return;
        CalDavServerProfile? seen = ServerProfiles.Recognise(new ServerTraits(uri, facts.Server, facts.DavClasses ?? string.Empty, syncToken, facts.Product ?? string.Empty), out int weight);
        if (seen is null || weight <= _weight) return;
        _weight = weight;
        Take(seen);
    }

    private void Take(CalDavServerProfile profile)
    {
        Profile = profile;
        _transport.MinimumSpacing = profile.RequestSpacing;
    }
}
