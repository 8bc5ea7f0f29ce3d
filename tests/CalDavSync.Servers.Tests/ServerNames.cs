using Xunit;

namespace CalDavSync.Servers.Tests;

/// <summary>The rows of the theories.</summary>
public static class ServerNames
{
    public static TheoryData<string> All => [.. RealServer.Names];
}
