using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CalDavSync.Http;

/// <summary>The resolvers this machine is set up with.</summary>
internal static class SystemResolvers
{
    private const string Configuration = "/etc/resolv.conf";
    private const int Port = 53;
    private const int Maximum = 3;

    /// <summary>At most three, in order; none where the machine does not tell.</summary>
    public static IReadOnlyList<IPEndPoint> Find()
    {
        try
        {
            var found = File.Exists(Configuration) ? Parse(File.ReadAllLines(Configuration)) : FromInterfaces();
            return found.Take(Maximum).ToList();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NetworkInformationException or PlatformNotSupportedException)
        {
            // Service records are a convenience: without resolvers there are none, and the look-up says so.
            return [];
        }
    }

    /// <summary>The resolvers of a resolv.conf.</summary>
    public static IEnumerable<IPEndPoint> Parse(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && words[0] == "nameserver" && IPAddress.TryParse(words[1], out var address)) yield return new IPEndPoint(address, Port);
        }
    }

    private static IEnumerable<IPEndPoint> FromInterfaces() =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from address in network.GetIPProperties().DnsAddresses
        where !IsPlaceholder(address)
        orderby address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1
        select new IPEndPoint(address, Port);

    // Windows lists these site-local addresses on interfaces that were never given a resolver.
    private static bool IsPlaceholder(IPAddress address) => address.IsIPv6SiteLocal;
}
