using System.Collections.Generic;

namespace CalDavSync.CalDav.Profiles;

/// <summary>A profile and the signs it is recognised by.</summary>
internal sealed class ServerProfileEntry
{
    private readonly List<ServerSign> _signs = new();

    public ServerProfileEntry(string name) => Profile = new CalDavServerProfile(name);

    public CalDavServerProfile Profile { get; }

    public IReadOnlyList<ServerSign> Signs => _signs;

    public void Add(ServerSign sign) => _signs.Add(sign);

    /// <summary>How much speaks for this server: the weights of the kinds of signs that were seen, each kind once.</summary>
    public int Weigh(ServerTraits traits)
    {
        int weight = 0;
        var counted = new HashSet<ServerSignKind>();
        foreach (ServerSign sign in _signs)
        {
            if (!counted.Contains(sign.Kind) && sign.IsSeenIn(traits[sign.Kind]))
            {
                counted.Add(sign.Kind);
                weight += WeightOf(sign.Kind);
            }
        }

        return weight;
    }

    // A host name decides alone. A path is one installation's choice, a token or DAV class one library's, used by several servers.
    private static int WeightOf(ServerSignKind kind) => kind switch
    {
        ServerSignKind.Host => 100,
        ServerSignKind.Path => 6,
        ServerSignKind.Server => 5,
        _ => 4,
    };
}
