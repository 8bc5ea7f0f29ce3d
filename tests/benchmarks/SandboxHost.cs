using System;
using System.Threading.Tasks;
using CalDavSync.Sandbox;

namespace CalDavSync.Benchmarks;

/// <summary>The sandbox in a process of its own, like the real servers; ends with its standard input.</summary>
internal static class SandboxHost
{
    public static async Task RunAsync()
    {
        using SandboxServer server = SandboxServer.Start();
        Console.WriteLine($"sandbox base={server.Uri} home={server.HomeUri} users={server.UserName}:{server.Password}");
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
    }
}
