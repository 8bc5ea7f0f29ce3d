using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace CalDavSync.Benchmarks;

/// <summary>The options of "compare", read from key=value arguments; the driver script writes them.</summary>
internal sealed class CompareOptions
{
    private int _states;

    public int Events { get; private set; } = 10_000;

    /// <summary>Events on servers where the full number would take too long to fill.</summary>
    public int SlowEvents { get; private set; } = 1_000;

    public int Rounds { get; private set; } = 5;

    public string? Python { get; private set; }

    public string? PowerShell { get; private set; }

    /// <summary>The folder in which npm installed tsdav.</summary>
    public string? NodeFolder { get; private set; }

    /// <summary>The folder with the programs of the peers.</summary>
    public string Peers { get; private set; } = "peers";

    /// <summary>The contestants that take part; null: all.</summary>
    public IReadOnlyList<string>? Only { get; private set; }

    public string Scratch { get; private set; } = Path.GetTempPath();

    public List<ServerLine> Servers { get; } = [];

    public static CompareOptions Parse(IEnumerable<string> arguments)
    {
        var options = new CompareOptions();
        foreach (string argument in arguments)
        {
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string value = argument[(equals + 1)..];
            switch (argument[..Math.Max(equals, 0)])
            {
                case "events": options.Events = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "slow-events": options.SlowEvents = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "rounds": options.Rounds = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "python": options.Python = value; break;
                case "pwsh": options.PowerShell = value; break;
                case "node": options.NodeFolder = value; break;
                case "peers": options.Peers = value; break;
                case "only": options.Only = value.Split(','); break;
                case "scratch": options.Scratch = value; break;
                case "server": options.Servers.Add(ServerLine.Parse(value)); break;
                default: throw new FormatException($"unknown option '{argument}'");
            }
        }

        return options;
    }

    /// <summary>A new empty folder for one contestant's state.</summary>
    public string StateFolder() => Directory.CreateDirectory(Path.Combine(Scratch, $"state{_states++}")).FullName;
}
