using System;
using System.Linq;

namespace CalDavSync.Benchmarks;

/// <summary>A server as the start scripts of tests/servers print it: name base=URL home=URL users=name:password,…</summary>
internal sealed record ServerLine(string Name, Uri Home, string User, string Password)
{
    public static ServerLine Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Value(string key) =>
            words.FirstOrDefault(word => word.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..]
            ?? throw new FormatException($"'{line}' has no {key}=");
        string[] account = Value("users").Split(',')[0].Split(':');
        return new ServerLine(words[0], new Uri(Value("home")), account[0], account[1]);
    }
}
