using System;
using System.Linq;
using System.Management.Automation;

namespace CalDavSync.Binding;

/// <summary>-Proxy takes an address, or host and port, which means http.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProxyTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Schemes = { "http", "https", "socks4", "socks4a", "socks5" };

    /// <summary>The address of the proxy.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string? text = value is Uri given ? given.OriginalString : value as string;
        if (text is null) return inputData;
        string address = text.Contains("://") ? text : "http://" + text;
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? proxy) && Schemes.Contains(proxy.Scheme) && proxy.Host.Length > 0) return proxy;
        throw new ArgumentException($"'{WithoutUser(text)}' is no address of a proxy; write it as http://proxy.example.org:8080.");
    }

    // What is no address may have anything in a password, also what would end one: all up to the last @ goes.
    private static string WithoutUser(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        int start = scheme < 0 ? 0 : scheme + 3;
        int at = text.LastIndexOf('@');
        return at < start ? text : text.Remove(start, at + 1 - start);
    }
}
